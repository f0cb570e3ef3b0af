// Calls the handler: for each request at the address of upstream_url, or once, for STDIN, with --call.
package main

import (
	"context"
	"errors"
	"log"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"handler/function"
)

func main() {
	if len(os.Args) > 1 && os.Args[1] == "--call" {
		os.Exit(callOnce())
	}
	server := &http.Server{Addr: strings.TrimPrefix(variable("upstream_url", "http://127.0.0.1:8082"), "http://"), Handler: http.HandlerFunc(function.Handle)}
	stopped := make(chan struct{})
	go func() {
		stop := make(chan os.Signal, 1)
		signal.Notify(stop, syscall.SIGTERM)
		<-stop
		if err := server.Shutdown(context.Background()); err != nil {
			log.Println(err)
		}
		close(stopped)
	}()
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		log.Fatal(err)
	}
	<-stopped
}

// answer is what a handler says of one call on STDIN.
type answer struct {
	header http.Header
	status int
}

func (a *answer) Header() http.Header         { return a.header }
func (a *answer) WriteHeader(status int)      { a.status = status }
func (a *answer) Write(b []byte) (int, error) { return os.Stdout.Write(b) }

// callOnce makes one call as a watchdog without mode does: variables and STDIN.
func callOnce() int {
	path := variable("Http_Path", "/")
	if query := os.Getenv("Http_Query"); query != "" {
		path += "?" + query
	}
	request, err := http.NewRequest(variable("Http_Method", "POST"), path, os.Stdin)
	if err != nil {
		log.Println(err)
		return 1
	}
	for _, assignment := range os.Environ() {
		name, value, _ := strings.Cut(assignment, "=")
		if strings.HasPrefix(name, "Http_") {
			header := strings.TrimPrefix(name, "Http_")
			request.Header.Set(strings.ReplaceAll(header, "_", "-"), value)
		}
	}
	a := &answer{header: http.Header{}, status: http.StatusOK}
	function.Handle(a, request)
	if a.status >= 400 {
		return 1
	}
	return 0
}

func variable(name, standard string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return standard
}
