package publish

import (
	"errors"
	"fmt"
	"io/fs"
)

// exchange swaps two names in a folder in one step, or fails and changes nothing. Tests replace it.
var exchange = exchangeNames

// swap puts the folder called building in the place of the target. Afterwards the old site, if there was one,
// lies beside it under a name that clear knows. After an error the target is as it was.
func (t *target) swap(building string) error {
	if err := t.check(); err != nil { // somebody may have put files there while we built
		return err
	}
	_, err := t.parent.Lstat(t.name)
	if errors.Is(err, fs.ErrNotExist) {
		return t.moveIn(building)
	}
	if err := exchange(t.parent, building, t.name); err == nil {
		return nil
	}
	return t.swapInTwoSteps(building)
}

// swapInTwoSteps serves where there is no exchange.
func (t *target) swapInTwoSteps(building string) error {
	old := t.freshName(leftOld)
	if err := t.parent.Rename(t.name, old); err != nil {
		return fmt.Errorf("moving the old site away from %s (is it a mounted volume, or open in another program?): %w", t.dir, err)
	}
	err := t.moveIn(building)
	if err == nil {
		return nil
	}
	if back := t.parent.Rename(old, t.name); back != nil {
		return fmt.Errorf("%w; the old site is in %s: %w", err, old, back)
	}
	return err
}

func (t *target) moveIn(building string) error {
	if err := t.parent.Rename(building, t.name); err != nil {
		return fmt.Errorf("moving the new site to %s: %w", t.dir, err)
	}
	return nil
}
