/* pcsc_scan's command line. */
#ifndef PCSC_SCAN_OPTIONS_H
#define PCSC_SCAN_OPTIONS_H

#include "app/shared_options.h"
#include "base/status.h"
#include "pcsc_scan/filter.h"
#include "pcsc_scan/question.h"
#include "render/render_atr.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What the program is to do: the modes of its options. */
enum scan_task {
	SCAN_WATCH,
	SCAN_LIST_READERS, /* -r */
	SCAN_LIST_CARDS,   /* -c */
	SCAN_USB,          /* --usb */
	SCAN_DOCTOR,       /* --doctor */
	SCAN_PRESENT,      /* --present */
	SCAN_WAIT,         /* --wait */
};

/* The last of -q and -v that was given. */
enum scan_detail { SCAN_USUAL, SCAN_QUIET, SCAN_VERBOSE };

struct scan_options {
	struct options_common common;
	enum scan_task task;
	bool stress;    /* -s */
	bool uid;       /* --uid */
	bool plain_atr; /* -n: no analysis */
	enum scan_detail detail;
	bool quiet;      /* -q */
	bool verbose;    /* -v: with -r an inventory */
	bool debug;      /* -d: show state bits */
	bool assume_pnp; /* -p */
	bool once;       /* --once */
	bool no_reconnect;
	bool has_limit;         /* -t was given */
	uint64_t limit_ms;      /* its time */
	const uint8_t *command; /* of -s: that of --command, or the default */
	size_t command_length;
	uint8_t *own_command;       /* owned */
	const char *const *exec;    /* --exec: program and arguments, ended by NULL; NULL: none */
	const char *exec_directory; /* --exec-dir */
	uint64_t exec_ms;           /* --exec-time */
	unsigned parallel;
	struct filter filter;
	enum question question; /* of --wait */
	struct cli_list lists;  /* --list */
	enum atr_format format;
};

/* Returns true for "-t 0": nothing is waited for, except the first response of the service. */
static inline bool options_looks_once(const struct scan_options *options)
{
	return options->has_limit && options->limit_ms == 0;
}

extern const struct cli_program options_program;

/* Fills options, to be freed with options_free, from the command line. Returns STATUS_YES (with
 * common.done set after --help or --version), or another status after a message. */
enum status options_read(struct scan_options *options, int argc, char **argv);
void options_free(struct scan_options *options);

#endif
