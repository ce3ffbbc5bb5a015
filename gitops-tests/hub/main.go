// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

// Command hub is a Kubernetes control plane and Argo CD in one program, for the tests of gitops/: the real
// kube-apiserver over an etcd, and the real controllers of Argo CD over a Redis. Nothing of them is changed; each verb
// runs one of them, with its own flags, until a signal or the end of its standard input.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/url"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/alicebob/miniredis/v2"
	application "github.com/argoproj/argo-cd/v3/cmd/argocd-application-controller/commands"
	applicationset "github.com/argoproj/argo-cd/v3/cmd/argocd-applicationset-controller/commands"
	reposerver "github.com/argoproj/argo-cd/v3/cmd/argocd-repo-server/commands"
	"github.com/argoproj/argo-cd/v3/util/lua"
	"github.com/argoproj/argo-cd/v3/util/settings"
	"github.com/spf13/cobra"
	"go.etcd.io/etcd/server/v3/embed"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/client-go/kubernetes/fake"
	"k8s.io/component-base/cli"
	kubeapiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
	"sigs.k8s.io/yaml"
)

const usage = `usage: hub VERB [FLAGS]
  etcd DIRECTORY CLIENT_URL PEER_URL    runs until a signal
  redis HOST:PORT                       runs until a signal, in memory
  kube-apiserver FLAGS                  as the command of that name, --help lists them
  kube-controller-manager FLAGS         likewise, and kube-scheduler, kubelet and kube-proxy
  application-controller FLAGS          of Argo CD
  applicationset-controller FLAGS       of Argo CD
  repo-server FLAGS                     of Argo CD
  expand ROOT APPLICATIONSETS           the Applications that Argo CD makes of them over a directory, as JSON
  health SETTINGS OBJECTS OWN           what Argo CD says of each object of a JSON array, by the ConfigMap in SETTINGS
                                        over what an organisation has in its own, the data in OWN
Under the name argocd-k8s-auth it stands in for AWS: see authenticate.`

func main() {
	if filepath.Base(os.Args[0]) == "argocd-k8s-auth" {
		exit(authenticate(os.Args[1:]))
	}
	if len(os.Args) < 2 {
		fail(2, usage)
	}
	verb := os.Args[1]
	if verb == "health" {
		exit(health(os.Args[2:]))
	}
	if verb == "expand" {
		exit(expand(os.Args[2:]))
	}
	// A node's machine ends what is in it.
	if verb != "kubelet" && verb != "kube-proxy" {
		go endWithStandardInput()
	}
	// The commands take what is left for their own command line.
	os.Args = append([]string{verb}, os.Args[2:]...)
	switch verb {
	case "etcd":
		exit(etcd(os.Args[1:]))
	case "redis":
		exit(redis(os.Args[1:]))
	case "kube-apiserver":
		os.Exit(cli.Run(kubeapiserver.NewAPIServerCommand()))
	case "application-controller":
		execute(application.NewCommand())
	case "applicationset-controller":
		execute(applicationset.NewCommand())
	case "repo-server":
		execute(reposerver.NewCommand())
	default:
		if !node(verb) {
			fail(2, usage)
		}
	}
}

func execute(command *cobra.Command) {
	command.SetArgs(os.Args[1:])
	exit(command.Execute())
}

func etcd(args []string) error {
	if len(args) != 3 {
		fail(2, usage)
	}
	client, err := url.Parse(args[1])
	if err != nil {
		return err
	}
	peer, err := url.Parse(args[2])
	if err != nil {
		return err
	}
	config := embed.NewConfig()
	config.Dir = args[0]
	config.LogLevel = "error"
	// What is kept here is worth nothing after the test.
	config.UnsafeNoFsync = true
	config.ListenClientUrls, config.AdvertiseClientUrls = []url.URL{*client}, []url.URL{*client}
	config.ListenPeerUrls, config.AdvertisePeerUrls = []url.URL{*peer}, []url.URL{*peer}
	config.InitialCluster = config.InitialClusterFromName(config.Name)
	server, err := embed.StartEtcd(config)
	if err != nil {
		return err
	}
	defer server.Close()
	select {
	case <-stopped():
		return nil
	case err := <-server.Err():
		return err
	}
}

func redis(args []string) error {
	if len(args) != 1 {
		fail(2, usage)
	}
	server := miniredis.NewMiniRedis()
	if err := server.StartAddr(args[0]); err != nil {
		return err
	}
	defer server.Close()
	<-stopped()
	return nil
}

// health prints one of {status, message} for each object, or null where Argo CD has no script for its kind. Argo CD reads
// its settings itself: those of the ConfigMap in the first file, laid over the data in the third one.
func health(args []string) error {
	if len(args) != 3 {
		fail(2, usage)
	}
	var own, ours corev1.ConfigMap
	var objects []unstructured.Unstructured
	if err := errors.Join(read(args[0], &ours), read(args[1], &objects), read(args[2], &own.Data)); err != nil {
		return err
	}
	own.ObjectMeta = ours.ObjectMeta
	if own.Data == nil {
		own.Data = map[string]string{}
	}
	maps.Copy(own.Data, ours.Data)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	overrides, err := settings.NewSettingsManager(ctx, fake.NewClientset(&own), ours.Namespace).GetResourceOverrides()
	if err != nil {
		return err
	}
	results := make([]any, 0, len(objects))
	for i := range objects {
		result, err := lua.ResourceHealthOverrides(overrides).GetResourceHealth(&objects[i])
		if err != nil {
			return err
		}
		results = append(results, result)
	}
	return json.NewEncoder(os.Stdout).Encode(results)
}

func read(file string, into any) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	return yaml.Unmarshal(text, into)
}

// authenticate answers what Argo CD asks before it speaks to an EKS cluster: `aws --cluster-name NAME --role-arn ARN`.
// AWS would sign a token that says both; here the token is both, so that an API server which knows one token only lets
// in who names the right cluster and the right role.
func authenticate(args []string) error {
	values := map[string]string{}
	for i := 1; i+1 < len(args); i += 2 {
		values[args[i]] = args[i+1]
	}
	return json.NewEncoder(os.Stdout).Encode(map[string]any{
		"apiVersion": "client.authentication.k8s.io/v1beta1",
		"kind":       "ExecCredential",
		"status": map[string]any{
			"token":               values["--cluster-name"] + "=" + values["--role-arn"],
			"expirationTimestamp": time.Now().Add(time.Hour).UTC().Format(time.RFC3339),
		},
	})
}

// endWithStandardInput ends the process when whoever started it is gone, however that ended.
func endWithStandardInput() {
	_, _ = io.Copy(io.Discard, os.Stdin)
	os.Exit(3)
}

func stopped() <-chan os.Signal {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGINT, syscall.SIGTERM)
	return signals
}

func exit(err error) {
	if err != nil {
		fail(1, err.Error())
	}
	os.Exit(0)
}

func fail(status int, message string) {
	fmt.Fprintln(os.Stderr, message)
	os.Exit(status)
}
