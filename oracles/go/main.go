// Go's own note and tlog read a log that our binary wrote, and must agree with every byte of it.
//
//	GO111MODULE=off GOPATH=/usr/share/gocode go run oracles/go/main.go path/to/hiwar
//
// It makes a log in a folder of its own with `hiwar register`, and prints one line a check. It ends
// with 1 where the two do not agree, and also where it does not notice a file that was tampered with.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Entries of the log, and how many of them are there when its first checkpoint is kept. Both sizes
// end inside a tile.
const (
	firstSize = 1200
	lastSize  = 3000
)

// Entries whose proofs are asked for.
const proofs = 60

// tileHeight is that of every log of C2SP tlog-tiles.
const tileHeight = 8

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: main.go path/to/hiwar")
		os.Exit(2)
	}
	failed := 0
	tell := func(what string, err error) {
		if err != nil {
			failed++
			fmt.Printf("wrong\t%s\t%v\n", what, err)
			return
		}
		fmt.Printf("ok\t%s\n", what)
	}
	dir, err := os.MkdirTemp("", "hiwar-oracle-go-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	run(hiwar{os.Args[1], filepath.Join(dir, "log")}, tell)
	os.RemoveAll(dir)
	if failed > 0 {
		fmt.Printf("%d checks failed\n", failed)
		os.Exit(1)
	}
}

// run makes the log and holds it to everything.
func run(ours hiwar, tell func(string, error)) {
	_, err := ours.register("", "create", "--test", "--dir", ours.dir)
	tell("hiwar makes a log", err)
	tell(fmt.Sprintf("hiwar appends %d entries", firstSize), ours.append(1, firstSize))
	first, err := openHead(ours.dir)
	tell("note.Open reads the first checkpoint with the published key", err)
	tell(fmt.Sprintf("hiwar appends up to %d entries", lastSize), ours.append(firstSize+1, lastSize))
	last, err := openHead(ours.dir)
	tell("note.Open reads the last checkpoint with the published key", err)
	if err != nil {
		return
	}

	entries, err := readEntries(ours.dir, last.N)
	tell("every bundle holds what its name says", err)
	tell("the entries are those that were appended", sameEntries(entries))
	tell("tlog.TreeHash of the entries is the signed root", checkRoot(entries, last))
	tell("tlog.TreeHash of the first entries is the root signed first", checkRoot(entries, first))
	count, err := checkTiles(ours.dir, entries, last.N)
	tell(fmt.Sprintf("tlog.ReadTileData gives each of %d tiles on disk", count), err)
	tell(fmt.Sprintf("tlog.CheckRecord accepts %d proofs that hiwar prints", proofs), checkProofs(ours, entries, last))
	tell("tlog.CheckTree leads from the first checkpoint to the last, by our tiles", checkGrowth(ours.dir, first, last))
	tell("tlog.CheckTree leads there from other sizes too", checkOldSizes(ours.dir, entries, last))

	tell("a bundle with one byte changed is noticed", tampered(ours.dir, "entries", last))
	tell("a tile of leaf hashes with one byte changed is noticed", tampered(ours.dir, "0", last))
	tell("a tile above it with one byte changed is noticed", tampered(ours.dir, "1", last))
	tell("a checkpoint with one byte changed is noticed", tamperedHead(ours.dir))
}

// hiwar is our binary and the folder of the log it writes.
type hiwar struct {
	program string
	dir     string
}

func (h hiwar) register(input string, words ...string) ([]byte, error) {
	command := exec.Command(h.program, append([]string{"register"}, words...)...)
	command.Stdin = strings.NewReader(input)
	said, err := command.Output()
	var failed *exec.ExitError
	if errors.As(err, &failed) {
		return nil, fmt.Errorf("%v: %s", err, failed.Stderr)
	}
	return said, err
}

// append adds the numbers from first to last, one entry each, as `seq` writes them.
func (h hiwar) append(first, last int) error {
	var lines strings.Builder
	for number := first; number <= last; number++ {
		fmt.Fprintln(&lines, number)
	}
	_, err := h.register(lines.String(), "append", "--dir", h.dir)
	return err
}

// openHead verifies the checkpoint in the public folder with the key that lies beside it.
func openHead(dir string) (tlog.Tree, error) {
	key, err := os.ReadFile(filepath.Join(dir, "public", "key"))
	if err != nil {
		return tlog.Tree{}, err
	}
	verifier, err := note.NewVerifier(strings.TrimSuffix(string(key), "\n"))
	if err != nil {
		return tlog.Tree{}, err
	}
	signed, err := os.ReadFile(filepath.Join(dir, "public", "checkpoint"))
	if err != nil {
		return tlog.Tree{}, err
	}
	return openCheckpoint(signed, verifier)
}

func openCheckpoint(signed []byte, verifier note.Verifier) (tlog.Tree, error) {
	opened, err := note.Open(signed, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() || lines[3] != "" {
		return tlog.Tree{}, fmt.Errorf("not a checkpoint of %s: %q", verifier.Name(), opened.Text)
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: root}, err
}

// tilePath is Go's name of a tile as C2SP has it, where the height is always 8 and not named.
func tilePath(tile tlog.Tile) string {
	return "tile/" + strings.TrimPrefix(tile.Path(), "tile/8/")
}

// readEntries reads the bundles of a log of this size.
func readEntries(dir string, size int64) ([][]byte, error) {
	var entries [][]byte
	for int64(len(entries)) < size {
		width := size - int64(len(entries))
		if width > 256 {
			width = 256
		}
		tile := tlog.Tile{H: tileHeight, L: -1, N: int64(len(entries) / 256), W: int(width)}
		path := strings.Replace(tilePath(tile), "tile/data/", "tile/entries/", 1)
		bundle, err := os.ReadFile(filepath.Join(dir, "public", path))
		if err != nil {
			return nil, err
		}
		read, err := splitBundle(bundle)
		if err != nil || int64(len(read)) != width {
			return nil, fmt.Errorf("%s: %d entries, %v", path, len(read), err)
		}
		entries = append(entries, read...)
	}
	return entries, nil
}

func splitBundle(bundle []byte) ([][]byte, error) {
	var entries [][]byte
	for len(bundle) > 0 {
		if len(bundle) < 2 {
			return nil, errors.New("a length is cut off")
		}
		end := 2 + (int(bundle[0])<<8 | int(bundle[1]))
		if len(bundle) < end {
			return nil, errors.New("an entry is cut off")
		}
		entries = append(entries, bundle[2:end])
		bundle = bundle[end:]
	}
	return entries, nil
}

func sameEntries(entries [][]byte) error {
	if len(entries) != lastSize {
		return fmt.Errorf("%d entries, not %d", len(entries), lastSize)
	}
	for index, entry := range entries {
		if string(entry) != strconv.Itoa(index+1) {
			return fmt.Errorf("entry %d is %q", index, entry)
		}
	}
	return nil
}

// stored are the hashes of a tree in Go's order.
type stored []tlog.Hash

func (s stored) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, len(indexes))
	for at, index := range indexes {
		if index >= int64(len(s)) {
			return nil, fmt.Errorf("hash %d is not there", index)
		}
		hashes[at] = s[index]
	}
	return hashes, nil
}

func hashesOf(entries [][]byte) (stored, error) {
	var all stored
	for index, entry := range entries {
		added, err := tlog.StoredHashes(int64(index), entry, all)
		if err != nil {
			return nil, err
		}
		all = append(all, added...)
	}
	return all, nil
}

func checkRoot(entries [][]byte, head tlog.Tree) error {
	if head.N == 0 || int64(len(entries)) < head.N {
		return fmt.Errorf("%d entries under a head of size %d", len(entries), head.N)
	}
	all, err := hashesOf(entries)
	if err != nil {
		return err
	}
	root, err := tlog.TreeHash(head.N, all)
	if err == nil && root != head.Hash {
		err = fmt.Errorf("root %v, not %v", root, head.Hash)
	}
	return err
}

// checkTiles compares every tile of hashes on disk, older partial ones too, with Go's, and sees to
// it that none is missing that a log of this size must have.
func checkTiles(dir string, entries [][]byte, size int64) (int, error) {
	all, err := hashesOf(entries)
	if err != nil {
		return 0, err
	}
	found := map[string]bool{}
	public := filepath.Join(dir, "public")
	err = filepath.WalkDir(filepath.Join(public, "tile"), func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		path, err := filepath.Rel(public, file)
		if err != nil || strings.HasPrefix(path, "tile/entries/") {
			return err
		}
		found[path] = true
		tile, err := tlog.ParseTilePath("tile/8/" + strings.TrimPrefix(path, "tile/"))
		if err != nil {
			return err
		}
		wanted, err := tlog.ReadTileData(tile, all)
		if err != nil {
			return fmt.Errorf("%s: %v", path, err)
		}
		bytesOnDisk, err := os.ReadFile(file)
		if err == nil && !bytes.Equal(bytesOnDisk, wanted) {
			err = fmt.Errorf("%s is not what the entries lead to", path)
		}
		return err
	})
	if err != nil {
		return 0, err
	}
	// Go names every partial tile on the way; only the widest of each place must be there.
	widest := map[[2]int64]tlog.Tile{}
	for _, tile := range tlog.NewTiles(tileHeight, 0, size) {
		place := [2]int64{int64(tile.L), tile.N}
		if tile.W > widest[place].W {
			widest[place] = tile
		}
	}
	for _, tile := range widest {
		if !found[tilePath(tile)] {
			return 0, fmt.Errorf("%s is missing", tilePath(tile))
		}
	}
	return len(found), nil
}

// checkProofs asks our binary for proofs of random entries, and Go whether they hold.
func checkProofs(ours hiwar, entries [][]byte, head tlog.Tree) error {
	chance := rand.New(rand.NewSource(2026))
	asked := []int{0, 1, 255, 256, 2815, 2816, int(head.N) - 1}
	for len(asked) < proofs {
		asked = append(asked, chance.Intn(int(head.N)))
	}
	sort.Ints(asked)
	for _, index := range asked {
		if err := checkProof(ours, int64(index), entries[index], head); err != nil {
			return fmt.Errorf("entry %d: %v", index, err)
		}
	}
	return nil
}

func checkProof(ours hiwar, index int64, entry []byte, head tlog.Tree) error {
	said, err := ours.register("", "prove", strconv.FormatInt(index, 10), "--dir", ours.dir, "--json")
	if err != nil {
		return err
	}
	var printed struct{ Entry, Leaf, Proof string }
	if err := json.Unmarshal(said, &printed); err != nil {
		return err
	}
	leaf := tlog.RecordHash(entry)
	if printed.Entry != string(entry) || printed.Leaf != leaf.String() {
		return fmt.Errorf("another entry is proved: %q", printed.Entry)
	}
	top, signed, ok := strings.Cut(printed.Proof, "\n\n")
	lines := strings.Split(top, "\n")
	if !ok || len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" || lines[1] != fmt.Sprint("index ", index) {
		return fmt.Errorf("not a proof of C2SP: %q", top)
	}
	var path tlog.RecordProof
	for _, line := range lines[2:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return err
		}
		path = append(path, hash)
	}
	published, err := os.ReadFile(filepath.Join(ours.dir, "public", "checkpoint"))
	if err != nil || signed != string(published) {
		return fmt.Errorf("the proof is under another checkpoint: %q, %v", signed, err)
	}
	if err := tlog.CheckRecord(path, head.N, head.Hash, index, leaf); err != nil {
		return err
	}
	if tlog.CheckRecord(path, head.N, head.Hash, index, tlog.RecordHash([]byte("another"))) == nil {
		return errors.New("the proof holds for another entry too")
	}
	return nil
}

// tileFiles are our tiles, read by Go's client.
type tileFiles string

func (dir tileFiles) Height() int { return tileHeight }

func (dir tileFiles) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	data := make([][]byte, len(tiles))
	for at, tile := range tiles {
		read, err := os.ReadFile(filepath.Join(string(dir), "public", tilePath(tile)))
		if err != nil {
			return nil, err
		}
		if len(read) != tile.W*tlog.HashSize {
			return nil, fmt.Errorf("%s has %d bytes", tilePath(tile), len(read))
		}
		data[at] = read
	}
	return data, nil
}

func (dir tileFiles) SaveTiles([]tlog.Tile, [][]byte) {}

// checkGrowth proves with our tiles that one head continues another.
func checkGrowth(dir string, old, head tlog.Tree) error {
	path, err := tlog.ProveTree(head.N, old.N, tlog.TileHashReader(head, tileFiles(dir)))
	if err != nil {
		return err
	}
	return tlog.CheckTree(path, head.N, head.Hash, old.N, old.Hash)
}

func checkOldSizes(dir string, entries [][]byte, head tlog.Tree) error {
	all, err := hashesOf(entries)
	if err != nil {
		return err
	}
	for _, size := range []int64{1, 2, 255, 256, 257, 512, 1000, 2048, 2815, 2816, 2817, head.N - 1, head.N} {
		root, err := tlog.TreeHash(size, all)
		if err != nil {
			return err
		}
		if err := checkGrowth(dir, tlog.Tree{N: size, Hash: root}, head); err != nil {
			return fmt.Errorf("size %d: %v", size, err)
		}
	}
	return nil
}

// tampered changes one byte of a full file of this kind in a copy, and wants both readings of the
// copy, by its entries and by its tiles, to say so where they read it.
func tampered(dir, kind string, head tlog.Tree) error {
	return inCopy(dir, func(copied string) error {
		file := filepath.Join(copied, "public", "tile", kind, "000")
		if kind == "1" {
			// A log of this size fills no tile of the second level.
			file = filepath.Join(copied, "public", "tile", kind, "000.p", strconv.FormatInt(head.N/256, 10))
		}
		if err := changeByte(file); err != nil {
			return err
		}
		entries, err := readEntries(copied, head.N)
		if kind == "entries" {
			if err == nil && checkRoot(entries, head) == nil {
				return errors.New("the entries still lead to the signed root")
			}
			return nil
		}
		if err != nil {
			return err
		}
		if _, err := checkTiles(copied, entries, head.N); err == nil {
			return errors.New("the tiles are still what the entries lead to")
		}
		// The first entry's path needs all of both tiles but its own hash. TileHashReader of 0.7.0
		// does not compare every tile with the one above it, so the path is checked as well.
		path, err := tlog.ProveRecord(head.N, 0, tlog.TileHashReader(head, tileFiles(copied)))
		if err == nil && tlog.CheckRecord(path, head.N, head.Hash, 0, tlog.RecordHash(entries[0])) == nil {
			return errors.New("the tiles still lead to the signed root")
		}
		return nil
	})
}

func tamperedHead(dir string) error {
	return inCopy(dir, func(copied string) error {
		if err := changeByte(filepath.Join(copied, "public", "checkpoint")); err != nil {
			return err
		}
		if _, err := openHead(copied); err == nil {
			return errors.New("the checkpoint can still be opened")
		}
		return nil
	})
}

// changeByte changes the byte in the middle of a file.
func changeByte(file string) error {
	content, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	content[len(content)/2] ^= 1
	return os.WriteFile(file, content, 0o644)
}

// inCopy copies the public folder of a log and does something there.
func inCopy(dir string, do func(string) error) error {
	copied, err := os.MkdirTemp("", "hiwar-oracle-go-copy-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(copied)
	err = filepath.WalkDir(filepath.Join(dir, "public"), func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		path, err := filepath.Rel(dir, file)
		if err != nil {
			return err
		}
		if entry.IsDir() {
			return os.MkdirAll(filepath.Join(copied, path), 0o755)
		}
		content, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(copied, path), content, 0o644)
	})
	if err != nil {
		return err
	}
	return do(copied)
}
