# stepmill: targets are documented by the text behind ##; `make` alone prints them.
.DEFAULT_GOAL := help
.PHONY: help build test race lint fuzz sim bench conformance verify generate

GO       ?= go
SEED     ?= 1
RUNS     ?= 3000
FUZZTIME ?= 60s
CASES    ?= ../shared/conformance/open

help: ## Print this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

build: ## Build bin/stepmill
	CGO_ENABLED=0 $(GO) build -trimpath -o bin/stepmill ./cmd/stepmill

test: ## Run all tests
	$(GO) test ./...

race: ## Run all tests under the race detector
	$(GO) test -race ./...

lint: ## Check format, vet and golangci-lint (built on first use)
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { echo "gofmt would change:"; gofmt -l $$(git ls-files '*.go'); exit 1; }
	$(GO) vet ./...
	$(GO) run github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0 run

fuzz: ## Fuzz every target, one after the other, FUZZTIME each (60s)
	@for p in $$($(GO) list ./...); do \
	  for f in $$($(GO) test -list '^Fuzz' $$p | grep '^Fuzz'); do \
	    echo "== $$p $$f"; $(GO) test -run '^$$' -fuzz "^$$f$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 10x $$p || exit 1; \
	  done; done

sim: ## Simulate RUNS crash runs (3000) from SEED (1), then break each rule on purpose
	$(GO) test ./engine/sim -timeout 2h -run TestSeeds -v -args -seed $(SEED) -runs $(RUNS)
	$(GO) test ./engine/sim -run TestMutants -v -args -mutants

bench: build ## Measure the engine on this machine
	bin/stepmill bench

conformance: ## Replay cases recorded from AWS against stepmill serve (CASES=DIR)
	STEPMILL_CASES=$(abspath $(CASES)) $(GO) test -count=1 -timeout 40m -run TestConformance -v ./cmd/stepmill/internal/serve

verify: lint test race sim ## Everything that a change must pass

generate: ## Write generated files anew
	$(GO) generate ./...
