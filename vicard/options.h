/* vicard's command line. */
#ifndef VICARD_OPTIONS_H
#define VICARD_OPTIONS_H

#include "app/shared_options.h"
#include "base/status.h"

struct options {
	struct options_common common;
	const char *host;
	unsigned port;
	const char *atr;    /* of the card that is inserted at the start; NULL for none */
	const char *relay;  /* the real reader whose card is relayed; NULL for none */
	const char *record; /* where that is recorded; NULL: nowhere */
	const char *pcap;   /* the same as a capture */
	bool show_secrets;
	const char *file; /* a recording or a table; NULL for none */
};

extern const struct cli_program options_program;

/* Fills options. After another than STATUS_YES, or where common.done is set, there is nothing more
 * to do. */
enum status options_read(struct options *options, int argc, char **argv);

#endif
