# make lists the targets. Everything needs Go and the network to the module proxy the first time; make test also
# needs Chromium, which it installs with the system's package manager when it is missing.

GO     ?= go
CORPUS ?=
CHROMIUM_NAMES = chromium chromium-browser google-chrome google-chrome-stable

.DEFAULT_GOAL := help
.PHONY: help build demo test unit lint golden fuzz browser bench chromium pictures

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## build the program: ./ismsite
	CGO_ENABLED=0 $(GO) build -trimpath -o ismsite ./cmd/ismsite

demo: build ## build the program and serve the example site at http://127.0.0.1:4000
	./ismsite serve content-example

test: chromium ## run all tests, those in a real browser included
	$(GO) test -tags browser -timeout 30m ./...

unit: ## run the tests that need no browser
	$(GO) test ./...

browser: chromium ## run only the tests in a real browser
	$(GO) test -tags browser -run Browser -timeout 30m ./...

lint: ## gofmt, vet, staticcheck
	@unformatted=$$(gofmt -l cmd generator themes); if [ -n "$$unformatted" ]; then echo "gofmt these:"; echo "$$unformatted"; exit 1; fi
	$(GO) vet -tags browser ./...
	$(GO) tool staticcheck -tags browser ./...

golden: ## write what tests compare with anew; read the difference before you commit it
	$(GO) test ./generator -run Golden -update
	$(GO) test ./cmd/ismsite -run 'Script|README' -update

fuzz: ## run each fuzz target for 30 seconds
	@for package in $$($(GO) list ./...); do \
		for target in $$($(GO) test -list '^Fuzz' $$package | grep ^Fuzz); do \
			echo "$$package $$target"; $(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime 30s $$package || exit 1; \
		done; \
	done

bench: ## measure a cold build, memory and an edit; CORPUS=folder measures that folder
	$(GO) run ./cmd/bench $(CORPUS)

pictures: build chromium ## make the README's pictures from the example
	$(GO) test -tags browser ./generator -run BrowserPictures -update

chromium:
	@for name in $(CHROMIUM_NAMES); do command -v $$name >/dev/null && exit 0; done; \
	if command -v apt-get >/dev/null; then \
		if [ "$$(id -u)" = 0 ]; then apt-get update -qq && apt-get install -y -qq chromium; \
		else sudo apt-get update -qq && sudo apt-get install -y -qq chromium; fi; \
	elif command -v brew >/dev/null; then brew install --cask chromium; \
	else echo "the browser tests need Chromium: install it with your package manager (package chromium)"; exit 1; fi
