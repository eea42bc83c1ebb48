package publish

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// CheckPath says why a path cannot be that of a file in a site, or nothing if it can: relative, with slashes,
// within the site, and such that every common system can hold it and takes it for the same file.
func CheckPath(path string) error {
	if reason := wrongPath(path); reason != "" {
		return fmt.Errorf("output path %q %s", path, reason)
	}
	return nil
}

func wrongPath(path string) string {
	switch {
	case path == "":
		return "is empty"
	case !utf8.ValidString(path):
		return "is not valid UTF-8"
	case strings.HasPrefix(path, "/"):
		return "is not relative"
	case len(path) > 1024:
		return "is longer than 1024 bytes"
	}
	for _, element := range strings.Split(path, "/") {
		if reason := wrongElement(element); reason != "" {
			return reason
		}
	}
	return ""
}

func wrongElement(element string) string {
	switch {
	case element == "":
		return "has an empty element"
	case element == "." || element == "..":
		return fmt.Sprintf("has the element %q", element)
	case len(element) > 255:
		return "has an element longer than 255 bytes"
	case strings.HasSuffix(element, ".") || strings.HasSuffix(element, " "):
		return "has an element that ends in a dot or blank, which Windows drops"
	case isDevice(element):
		return fmt.Sprintf("has the element %q, which names a device on Windows", element)
	}
	for _, r := range element {
		if strings.ContainsRune(`\:*?"<>|`, r) || unicode.IsControl(r) {
			return fmt.Sprintf("has the character %q, which not every system allows", r)
		}
	}
	return ""
}

// isDevice says whether Windows takes a name, whatever its case and extension, for a device.
func isDevice(element string) bool {
	name, _, _ := strings.Cut(strings.ToUpper(element), ".")
	name = strings.TrimRight(name, " ")
	switch name {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$":
		return true
	}
	port := strings.TrimPrefix(strings.TrimPrefix(name, "COM"), "LPT")
	return port != name && utf8.RuneCountInString(port) == 1 && strings.Contains("0123456789¹²³", port)
}

// checkFiles refuses paths that are wrong or that are the same file where letter case does not count.
func checkFiles(files []File) error {
	if len(files) == 0 {
		return errors.New("there is nothing to publish")
	}
	taken := map[string]string{folded(marker): marker}
	folders := map[string]string{}
	for _, file := range files {
		if err := CheckPath(file.Path); err != nil {
			return err
		}
		key := folded(file.Path)
		if other, ok := taken[key]; ok {
			return collision(file.Path, other)
		}
		taken[key] = file.Path
		for i := range key {
			if key[i] == '/' {
				folders[key[:i]] = file.Path
			}
		}
	}
	for folder, inside := range folders {
		if other, ok := taken[folder]; ok {
			return fmt.Errorf("output path %q is a file, yet %q needs a folder of that name", other, inside)
		}
	}
	return nil
}

func collision(path, other string) error {
	switch {
	case other == marker:
		return fmt.Errorf("output path %q is kept for the mark of ownership", path)
	case path == other:
		return fmt.Errorf("output path %q is given twice", path)
	}
	return fmt.Errorf("output paths %q and %q are one file where letter case does not count", other, path)
}

// folded is equal for two paths that some file system takes for one.
func folded(path string) string {
	return norm.NFC.String(strings.ToLower(strings.ToUpper(norm.NFC.String(path))))
}
