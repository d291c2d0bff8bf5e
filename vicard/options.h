/* vicard's command line. */
#ifndef VICARD_OPTIONS_H
#define VICARD_OPTIONS_H

#include "app/shared_options.h"
#include "base/status.h"

#include <stdint.h>

struct options {
	struct options_common common;
	const char *host;
	unsigned port;
	const char *atr;    /* of the card that is inserted at the start; NULL: none */
	const char *relay;  /* the real reader whose card is relayed; NULL: none */
	const char *record; /* the file for a recording of that; NULL: none */
	const char *pcap;   /* the file for a capture of that; NULL: none */
	bool show_secrets;
	uint32_t session; /* of a trace, from 1; 0: the longest */
	const char *file; /* a recording or a table of responses; NULL: none */
};

extern const struct cli_program options_program;

/* Fills options from the command line. Returns STATUS_YES (with common.done set after --help or
 * --version), or another status after a message. */
enum status options_read(struct options *options, int argc, char **argv);

#endif
