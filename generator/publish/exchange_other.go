//go:build !linux && !darwin

package publish

import (
	"errors"
	"os"
)

func exchangeNames(*os.Root, string, string) error { return errors.ErrUnsupported }
