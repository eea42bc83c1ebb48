//go:build browser

package generator

import (
	"bytes"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

const (
	picturesDir   = "../testdata/pictures"
	pictureWidth  = 1280
	pictureHeight = 800
	pictureSize   = 200 << 10 // bytes at most: they are in the repository
)

// pictures are those that the README shows.
var pictures = map[string]string{
	"home": "index.html", "policy": "documents/POL-002.html", "register": "documents/index.html", "reviews": "reviews/index.html",
}

// The README's pictures are there. make pictures makes them anew; whether they are worth showing is for people to say.
func TestBrowserPictures(t *testing.T) {
	if *update {
		takePictures(t)
	}
	for name := range pictures {
		file, err := os.ReadFile(filepath.Join(picturesDir, name+".png"))
		if err != nil {
			t.Error(err)
			continue
		}
		size, err := png.DecodeConfig(bytes.NewReader(file))
		if err != nil || size.Width != pictureWidth || size.Height != pictureHeight || len(file) > pictureSize {
			t.Errorf("%s.png: %d x %d, %d bytes, %v", name, size.Width, size.Height, len(file), err)
		}
	}
}

func takePictures(t *testing.T) {
	b := startBrowser(t)
	root := places(t, example(t))[1].address
	b.look(pictureWidth, pictureHeight, "light")
	if err := os.MkdirAll(picturesDir, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, page := range pictures {
		b.open(root + page)
		b.until(`document.fonts.status === 'loaded'`)
		shot, err := chromedp.Run(b, chromedp.CaptureScreenshot())
		if err != nil {
			t.Fatal(err)
		}
		shot = smaller(t, shot)
		if err := os.WriteFile(filepath.Join(picturesDir, name+".png"), shot, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// smaller packs a picture as tightly as it goes.
func smaller(t *testing.T, shot []byte) []byte {
	t.Helper()
	picture, err := png.Decode(bytes.NewReader(shot))
	if err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&packed, picture); err != nil {
		t.Fatal(err)
	}
	if packed.Len() < len(shot) {
		return packed.Bytes()
	}
	return shot
}
