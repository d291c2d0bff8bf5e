/* Script text to statements, line by line, so that a file and a pipe are read alike. */
#ifndef SCRIPT_PARSE_H
#define SCRIPT_PARSE_H

#include "script/script.h"

#include <stdbool.h>
#include <stddef.h>

/* How a script gets at the files that it includes: the program's, for this room reads none. */
struct loader {
	void *self;
	/* The text of a file that the file called from includes as wanted. *name is what messages
	 * call it, the same for the same file; both are malloc'ed and become the caller's. On
	 * failure NULL or a reason in *why (not to be freed), and false. */
	bool (*load)(void *self, const char *from, const char *wanted, char **name, char **text,
	             size_t *length, const char **why);
};

enum parse_result {
	PARSE_READY, /* nothing is open: the statements so far (maybe none) can run */
	PARSE_MORE,  /* a "\" or a block waits for the next line */
	PARSE_ERROR, /* script->errors tells; what follows can still be parsed */
};

struct parser;

/* Statements and errors are added to script, under the file called name. loader may be NULL: then
 * nothing can be included. NULL where memory ran out. */
struct parser *parse_new(struct script *script, const char *name, const struct loader *loader);
void parse_free(struct parser **parser);

/* One physical line, without its newline. */
enum parse_result parse_line(struct parser *parser, const char *text, size_t length);
/* The end of the input: an open "\" or block is an error. */
enum parse_result parse_end(struct parser *parser);
/* A whole text; false where there is any error. */
bool parse_text(struct parser *parser, const char *text, size_t length);

#endif
