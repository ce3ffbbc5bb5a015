// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/argoproj/argo-cd/v3/applicationset/generators"
	"github.com/argoproj/argo-cd/v3/applicationset/utils"
	"github.com/argoproj/argo-cd/v3/pkg/apis/application/v1alpha1"
)

// tree is a repository as a directory, whatever its URL and revision.
type tree string

func (t tree) GetFiles(_ context.Context, _, _, _, pattern string, _, _ bool) (map[string][]byte, error) {
	names, err := filepath.Glob(filepath.Join(string(t), pattern))
	if err != nil {
		return nil, err
	}
	found := map[string][]byte{}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		found[strings.TrimPrefix(name, string(t)+"/")] = text
	}
	return found, nil
}

func (t tree) GetDirectories(context.Context, string, string, string, bool, bool) ([]string, error) {
	return nil, fmt.Errorf("the tests use no generator of directories")
}

// expand prints the Applications that Argo CD's own generators make of each ApplicationSet, as a JSON array.
func expand(args []string) error {
	if len(args) < 2 {
		fail(2, usage)
	}
	applications := []*v1alpha1.Application{}
	for _, file := range args[1:] {
		var set v1alpha1.ApplicationSet
		if err := read(file, &set); err != nil {
			return err
		}
		made, err := applicationsOf(&set, tree(filepath.Clean(args[0])))
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		applications = append(applications, made...)
	}
	return json.NewEncoder(os.Stdout).Encode(applications)
}

func applicationsOf(set *v1alpha1.ApplicationSet, files tree) ([]*v1alpha1.Application, error) {
	// A project that is no template is looked up in the cluster, to verify signatures; there is no cluster.
	if project := &set.Spec.Template.Spec.Project; !strings.Contains(*project, "{{") {
		*project = "{{ `" + *project + "` }}"
	}
	terminal := map[string]generators.Generator{
		"List": generators.NewListGenerator(),
		"Git":  generators.NewGitGenerator(files, set.Namespace),
	}
	nested := map[string]generators.Generator{
		"List": terminal["List"], "Git": terminal["Git"], "Matrix": generators.NewMatrixGenerator(terminal)}
	all := map[string]generators.Generator{
		"List": terminal["List"], "Git": terminal["Git"], "Matrix": generators.NewMatrixGenerator(nested)}
	applications := []*v1alpha1.Application{}
	for _, generator := range set.Spec.Generators {
		results, err := generators.Transform(generator, all, set.Spec.Template, set, map[string]any{}, nil)
		if err != nil {
			return nil, err
		}
		for _, result := range results {
			for _, parameters := range result.Params {
				made, err := fill(set, parameters)
				if err != nil {
					return nil, err
				}
				applications = append(applications, made)
			}
		}
	}
	return applications, nil
}

func fill(set *v1alpha1.ApplicationSet, parameters map[string]any) (*v1alpha1.Application, error) {
	template := v1alpha1.Application{Spec: set.Spec.Template.Spec}
	template.Name = set.Spec.Template.Name
	template.Labels = set.Spec.Template.Labels
	renderer := utils.Render{}
	return renderer.RenderTemplateParams(&template, nil, parameters, true, set.Spec.GoTemplateOptions)
}
