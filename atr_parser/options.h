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
	const char *program;  /* the name that the program was called by */
	bool as_atr_analysis; /* its name is ATR_analysis, whose status is 0 for any bytes */
	enum atr_format format;
	bool format_given;
	bool html;         /* an HTML page instead of a format */
	uint32_t clock_hz; /* 0: the f_max of the ATR */
	bool profile_given;
	enum atr_profile profile;
	bool width_given;
	unsigned width;
	const char *reader;    /* -r, of --card; NULL: not given */
	const char *usb;       /* --usb: the reader to compare with; NULL: none */
	struct cli_list lists; /* --list */
	const char *lint;      /* --lint: the list to be checked */
	bool fix, dry_run;
	const char *site;  /* --site: the directory to write to */
	const char *stats; /* --stats: the field */
	bool svg;
	bool published;
	bool verbose;     /* -v: every byte and parameter */
	bool explain;     /* show which part of a pattern matched each byte */
	unsigned nearest; /* how many similar entries to show for an unknown card */
	bool check;       /* of --update: report only whether there is a newer list */
	char **words;     /* the operands; argv's, ended by NULL */
	size_t word_count;
};

extern const struct cli_program options_program;

/* Fills options, to be freed with options_free, from the command line. Returns STATUS_YES (with
 * common.done set after --help or --version), or another status after a message. */
enum status options_read(struct options *options, int argc, char **argv);
void options_free(struct options *options);
/* Prints the synopsis to standard error. */
void options_usage(const struct options *options);

#endif
