/* scriptor's command line. */
#ifndef SCRIPTOR_OPTIONS_H
#define SCRIPTOR_OPTIONS_H

#include "app/options.h"
#include "base/status.h"
#include "script/dialect/dialect.h"

#include <stdbool.h>
#include <stddef.h>

struct options {
	struct options_common common;
	const char *reader; /* -r; NULL where not given */
	unsigned protocols; /* CARD_T0, CARD_T1 or both */
	bool unbuffered;    /* -u */
	bool check;         /* --check */
	bool keep_going;    /* --keep-going */
	bool exclusive;     /* --exclusive */
	const char **lines; /* -e, in order; owned */
	size_t line_count;
	const char **files; /* files and folders, in order; owned. None: standard input */
	size_t file_count;
	bool wait;                         /* --wait */
	int wait_ms;                       /* -t; -1 where not given */
	bool yes;                          /* --yes */
	bool mask;                         /* --mask */
	bool show_secrets;                 /* --show-secrets */
	bool explain;                      /* --explain */
	bool tap;                          /* --tap */
	bool convert;                      /* --convert */
	const struct dialect_row *dialect; /* --dialect; NULL: by the name of a file */
	/* Names of files; NULL where not given. */
	const char *junit, *record, *replay, *replay_any, *diff;
};

/* Fills options. After STATUS_INPUT, or where common.done is set, there is nothing more to do. */
enum status options_read(struct options *options, int argc, char **argv);
void options_free(struct options *options);

#endif
