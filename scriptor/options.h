/* scriptor's command line. */
#ifndef SCRIPTOR_OPTIONS_H
#define SCRIPTOR_OPTIONS_H

#include "app/shared_options.h"
#include "base/status.h"
#include "script/dialect/dialect.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What the program is to do: the modes of its options. */
enum mode {
	MODE_RUN,
	MODE_CHECK,   /* --check */
	MODE_CONVERT, /* --convert */
	MODE_DIFF,    /* --diff */
};

struct options {
	struct options_common common;
	enum mode mode;
	const char *reader;       /* -r; NULL if not given */
	unsigned protocols;       /* CARD_T0, CARD_T1 or both */
	bool unbuffered;          /* -u */
	bool quiet;               /* -q */
	bool keep_going;          /* --keep-going */
	bool exclusive;           /* --exclusive */
	struct cli_list lines;    /* -e */
	const char *const *files; /* files and directories, in order. None: standard input */
	size_t file_count;
	bool wait;        /* --wait */
	bool has_timeout; /* -t */
	uint64_t wait_ms;
	bool yes;                          /* --yes */
	bool mask;                         /* --mask */
	bool show_secrets;                 /* --show-secrets */
	bool explain;                      /* --explain */
	bool tap;                          /* --tap */
	const struct dialect_row *dialect; /* --dialect; NULL if not given */
	unsigned session;                  /* --session; 0: the longest */
	/* File names; NULL if not given. */
	const char *junit, *record, *pcap, *replay, *replay_any, *diff;
};

extern const struct cli_program options_program;

/* Fills options, to be freed with options_free, from the command line. Returns STATUS_YES (with
 * common.done set after --help or --version), or another status after a message. */
enum status options_read(struct options *options, int argc, char **argv);
/* Returns how a file is to be read: in the dialect of --dialect; without that option in the
 * dialect that is recognized, if recognize is set, else in scriptor's own. */
struct dialect_request options_dialect(const struct options *options, bool recognize);
void options_free(struct options *options);

#endif
