/* Parses a script into statements, line by line, from a file or a pipe. */
#ifndef SCRIPT_PARSE_H
#define SCRIPT_PARSE_H

#include "script/script.h"

#include <stdbool.h>
#include <stddef.h>

/* Loads the files that a script includes, for the program. */
struct loader {
	void *self;
	/* Gets the text of the file wanted, which the file from includes, and its name for
	 * messages, which is the same for the same file; both are malloc'ed and become the
	 * caller's. Returns false with the reason, not to be freed, in *why; NULL: out of memory.
	 */
	bool (*load)(void *self, const char *from, const char *wanted, char **name, char **text,
	             size_t *length, const char **why);
};

enum parse_result {
	PARSE_READY, /* the statements so far, maybe none, are complete and can run */
	PARSE_MORE,  /* a "\" or a block continues in the next line */
	PARSE_ERROR, /* see script->errors; the following lines can still be parsed */
};

struct parser;

/* Returns a parser that adds statements and errors to script, which must outlive it, with name for
 * the file; to be freed with parse_free. If loader is NULL, include is an error. NULL if out of
 * memory. */
struct parser *parse_new(struct script *script, const char *name, const struct loader *loader);
/* Frees the parser and sets *parser to NULL. */
void parse_free(struct parser **parser);

/* Parses one physical line, without its newline. */
enum parse_result parse_line(struct parser *parser, const char *text, size_t length);
/* Ends the input: an open "\" or block is an error. */
enum parse_result parse_end(struct parser *parser);
/* Parses a whole text, to its end. Returns false if it has any error. */
bool parse_text(struct parser *parser, const char *text, size_t length);

#endif
