// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

// Command registry is an OCI registry for the tests: that of the distribution project, with its file system driver and
// its own flags (serve CONFIGURATION).
package main

import (
	"os"

	"github.com/distribution/distribution/v3/registry"
	_ "github.com/distribution/distribution/v3/registry/storage/driver/filesystem"
)

func main() {
	registry.RootCmd.SetArgs(os.Args[1:])
	if registry.RootCmd.Execute() != nil {
		os.Exit(1)
	}
}
