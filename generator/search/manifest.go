package search

import (
	"crypto/sha256"
	"encoding/base64"
	"strconv"
	"strings"
)

// A manifest is index.js: what the browser needs before it can ask for anything else.
type manifest struct {
	Format    int      `json:"format"`
	Seal      string   `json:"seal"`     // changes whenever another file does; part of their URLs
	Sections  int      `json:"sections"` // how many
	Docs      string   `json:"docs"`     // sections of each document, as digits
	Rarity    []int    `json:"rarity"`   // by class
	Levels    []int    `json:"levels"`   // value of each level, in the order in which postings number them
	Stop      []string `json:"stop"`     // stop words everywhere
	Soft      []string `json:"soft"`     // stop words of some language, beyond those
	Words     files    `json:"words"`
	Postings  files    `json:"postings"`
	Fragments counts   `json:"fragments"` // sections of each
}

// files says where shards begin; small sites have them inline.
type files struct {
	First  []string `json:"first,omitempty"` // word
	Term   []int    `json:"term"`            // number
	Inline []string `json:"inline,omitempty"`
}

func (e *export) manifest(words, lists []shard) *manifest {
	hard, soft := e.ix.stopWords()
	m := &manifest{Format: formatVersion, Sections: len(e.sections), Docs: digits(e.docs), Rarity: rarities(len(e.sections)), Stop: hard}
	for _, l := range levelOrder {
		m.Levels = append(m.Levels, levelValues[l])
	}
	stop := map[string]bool{}
	for _, w := range hard {
		stop[w] = true
	}
	for _, w := range soft {
		if !stop[w] {
			m.Soft = append(m.Soft, w)
		}
	}
	for _, s := range words {
		m.Words.First = append(m.Words.First, s.first)
		m.Words.Term = append(m.Words.Term, s.term)
	}
	for _, s := range lists {
		m.Postings.Term = append(m.Postings.Term, s.term)
	}
	return m
}

// seal marks the manifest with the content of all other files.
func (m *manifest) seal(files []File) {
	sum := sha256.New()
	for _, f := range files {
		sum.Write([]byte(f.Path))
		sum.Write(f.Content)
	}
	m.Seal = base64.RawURLEncoding.EncodeToString(sum.Sum(nil)[:6])
}

// counts marshals as digits.
type counts []int

func (c counts) MarshalText() ([]byte, error) { return []byte(digits(c)), nil }

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

// digits writes small numbers as one character each; others as "~", base 36, ".".
func digits(list []int) string {
	var b strings.Builder
	for _, n := range list {
		if n < len(alphabet) {
			b.WriteByte(alphabet[n])
		} else {
			b.WriteString("~" + strconv.FormatInt(int64(n), 36) + ".")
		}
	}
	return b.String()
}
