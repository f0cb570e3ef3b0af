// Greets whoever is named in the body.
package main

import (
	"bufio"
	"fmt"
	"os"
)

func main() {
	who := "world"
	lines := bufio.NewScanner(os.Stdin)
	if lines.Scan() && lines.Text() != "" {
		who = lines.Text()
	}
	fmt.Printf("Hello, %s, from Go!\n", who)
}
