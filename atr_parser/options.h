/* The command line of atr_parser. */
#ifndef ATR_PARSER_OPTIONS_H
#define ATR_PARSER_OPTIONS_H

#include "app/shared_options.h"
#include "atr/profile/atr_profile.h"
#include "base/status.h"
#include "render/render_atr.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What the program is to do: the modes of its options. */
enum mode {
	MODE_DECODE, /* the ATRs of arguments or standard input */
	MODE_BUILD,  /* --build: the words are fields, standard input has JSON */
	MODE_CARD,   /* --card: the ATR comes from a reader */
	MODE_DIFF,   /* --diff: each word is an ATR */
	MODE_SEARCH, /* --search: the words are those of cards' names */
	MODE_STATS,  /* --stats: the words are files */
	MODE_LINT,   /* --lint */
	MODE_UPDATE, /* --update */
	MODE_SITE,   /* --site */
	MODE_CGI,    /* --cgi: main has not seen a request (page/cgi.h) */
};

struct options {
	struct options_common common;
	enum mode mode;
	const char *program;  /* the name that we were called by */
	bool as_atr_analysis; /* its name is ATR_analysis, whose status is 0 for any bytes */
	enum atr_format format;
	bool format_given;
	bool html;         /* a page, in place of a format */
	uint32_t clock_hz; /* 0: the ATR's own f_max */
	bool profile_given;
	enum atr_profile profile;
	bool width_given;
	unsigned width;
	const char *reader;    /* which one; NULL: the usual choice */
	const char *usb;       /* --usb: the reader to compare with; NULL: none */
	struct cli_list lists; /* --list */
	const char *lint;      /* the list to be looked through */
	bool fix, dry_run;
	const char *site;  /* the directory to be written into */
	const char *stats; /* the field to be counted */
	bool svg;
	bool published;
	bool verbose;     /* -v: every byte and parameter */
	bool explain;     /* which part of an entry matched which byte */
	unsigned nearest; /* of an unknown card: so many entries that come close */
	bool check;       /* of --update: only whether there is a newer list */
	char **words;     /* the operands; argv's, ended by NULL */
	size_t word_count;
};

extern const struct cli_program options_program;

/* Reads the command line. STATUS_YES, or another after a message; where common.done is set, there
 * is nothing more to do. */
enum status options_read(struct options *options, int argc, char **argv);
void options_free(struct options *options);
/* The synopsis to standard error. */
void options_usage(const struct options *options);

#endif
