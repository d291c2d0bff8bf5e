/* The command line of atr_parser. */
#ifndef ATR_PARSER_OPTIONS_H
#define ATR_PARSER_OPTIONS_H

#include "app/options.h"
#include "atr/atr_profile.h"
#include "render/atr.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct options {
	struct options_common common;
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
	bool diff;          /* each word is an ATR */
	bool build;         /* the words are fields, standard input has JSON */
	bool card;          /* the ATR comes from a reader */
	const char *reader; /* which one; NULL: the usual choice */
	const char **lists; /* owned; their texts are argv's */
	size_t list_count;
	const char *lint; /* the list to be looked through, or NULL */
	bool fix, dry_run;
	const char *stats; /* the field to be counted, or NULL */
	bool svg;
	bool published;
	bool verbose;     /* -v: every byte and parameter */
	bool explain;     /* which part of an entry met which byte */
	unsigned nearest; /* of an unknown card: so many entries that come close */
	bool search;      /* words are those of cards' names */
	bool update;      /* fetch a newer list, */
	bool check;       /* or only tell whether there is one */
	char **words;     /* what is left: the ATR, or files with --stats; argv's */
	size_t word_count;
};

/* Reads the command line; false after a message. Messages carry the program's name from here on. */
bool options_read(struct options *options, int argc, char **argv);
void options_free(struct options *options);
/* The synopsis to standard error. */
void options_usage(const struct options *options);

#endif
