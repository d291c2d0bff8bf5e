/* What the files of the parser share; nobody else includes this. */
#ifndef SCRIPT_PARSER_H
#define SCRIPT_PARSER_H

#include "script/parse.h"

struct parser {
	struct script *script;
	const struct loader *loader;
	const struct parser *includer; /* the parser of the file that includes this one */
	uint16_t file;
	size_t number; /* physical lines so far */
	struct line line;
	uint32_t blocks[SCRIPT_DEPTH_MAX]; /* open ones of this file: statement numbers */
	size_t block_count;
	size_t outer_blocks; /* those that are open where this file is included */
};

/* Notes an error at an offset of the logical line and returns false. */
bool parse_fail(struct parser *parser, size_t at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* "expected WHAT", with what stands there instead. */
bool parse_expected(struct parser *parser, struct scan *scan, const char *what);

/* parse_items.c: all return false after noting an error. */

/* Items up to a character that starts none; none at all gives an empty range. */
bool parse_items(struct parser *parser, struct scan *scan, struct range *items);
/* Text in quotes, at whose first quote scan stands, into the pool. */
bool parse_quoted(struct parser *parser, struct scan *scan, struct range *text);
/* $name or $name[offset,length], at whose $ scan stands: adds the item. */
bool parse_variable(struct parser *parser, struct scan *scan);
/* A name; what it is called in errors is what. */
bool parse_name(struct parser *parser, struct scan *scan, const char *what, struct range *name);
bool parse_number(struct parser *parser, struct scan *scan, const char *what, uint32_t max,
                  uint32_t *number);
/* SW{,SW} */
bool parse_status_words(struct parser *parser, struct scan *scan, struct range *sw);
/* [..] (..) <..ms>; *index is that of script's expects, from 1, or 0 where nothing stands there. */
bool parse_expect(struct parser *parser, struct scan *scan, uint32_t *index);

/* parse_apdu.c: a whole line, into the statement number index. */
bool parse_raw(struct parser *parser, struct scan *scan, uint32_t index);
bool parse_built(struct parser *parser, struct scan *scan, uint32_t index);

/* parse_words.c: what follows a keyword, into the statement number index. */
bool parse_command(struct parser *parser, struct scan *scan, uint32_t index);
typedef bool (*parse_function)(struct parser *, struct scan *, uint32_t index);
/* Takes one of the words of a list that ends with NULL; its position, or -1 with nothing taken. */
int parse_choice(struct scan *scan, const char *const *words);
struct statement *parse_statement_at(struct parser *parser, uint32_t index);
bool parse_at_end(struct scan *scan);
/* One word or "text", not empty; what it is called in errors is what. */
bool parse_argument(struct parser *parser, struct scan *scan, const char *what,
                    struct range *argument);

/* parse_variables.c */

/* The name of a variable that a script may set. */
bool parse_new_name(struct parser *parser, struct scan *scan, struct range *name);
bool take_ask(struct parser *parser, struct scan *scan, uint32_t index);
bool take_env(struct parser *parser, struct scan *scan, uint32_t index);
bool take_pause(struct parser *parser, struct scan *scan, uint32_t index);
bool take_pin(struct parser *parser, struct scan *scan, uint32_t index);
bool take_set(struct parser *parser, struct scan *scan, uint32_t index);

/* parse_reader.c */
bool take_attrib(struct parser *parser, struct scan *scan, uint32_t index);
bool take_control(struct parser *parser, struct scan *scan, uint32_t index);
bool take_reader(struct parser *parser, struct scan *scan, uint32_t index);
bool take_transaction(struct parser *parser, struct scan *scan, uint32_t index);
bool take_wait(struct parser *parser, struct scan *scan, uint32_t index);

/* parse.c: the statements of another file, after the one that names it. */
bool parse_include(struct parser *parser, size_t at, struct range name);

#endif
