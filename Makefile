# make prints this list.
.DEFAULT_GOAL := help
.PHONY: help run build test check test-pg e2e golden migration schema bench lint vulnerable

help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## the demonstration, with invented people
	go run ./cmd/jinlin demo

build: ## one static binary, bin/jinlin
	CGO_ENABLED=0 go build -trimpath -ldflags "-s -w" -o bin/jinlin ./cmd/jinlin

test: ## everything, as CI runs it; installs what it needs on Debian
	@bash scripts/debian.sh
	@bash scripts/test.sh

check: ## format, vet, and the tests on SQLite: before each commit
	@bash scripts/test.sh format vet sqlite

test-pg: ## the tests of both engines on PostgreSQL alone
	@bash scripts/test.sh postgres

e2e: ## the journeys through the built binary and a browser
	@bash scripts/test.sh e2e

golden: ## write the golden files anew; look at the difference before you commit it
	go test $$(git grep -l 'flag.Bool("update"' -- '*_test.go' | xargs -n1 dirname | sort -u | sed 's|^|./|') -update

migration: ## the next migration: make migration module=matter name=add_summary
	@bash scripts/migration.sh "$(module)" "$(name)"

schema: ## write docs/schema.sql and docs/schema.sum anew
	go test ./internal/arch -run 'TestSchemaIsDumped|TestReleasedMigrationsAreFrozen' -update

bench: ## the benchmarks against peers and limits; writes bench/RESULTS.md
	bash bench/run.sh

lint: ## staticcheck, from its own module file
	go tool -modfile=tools/go.mod staticcheck ./...

vulnerable: ## known vulnerabilities (asks vuln.go.dev)
	go run golang.org/x/vuln/cmd/govulncheck@v1.8.0 ./...
