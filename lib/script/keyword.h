/* A keyword of the script language, a row of the table in keywords.c, from which the parser,
 * help, completion, the checks and recordings work. */
#ifndef SCRIPT_KEYWORD_H
#define SCRIPT_KEYWORD_H

#include <stdbool.h>

struct parser;
struct tokens;
struct statement;

/* What a statement does when it runs. */
enum keyword_id {
	KEYWORD_ASK,
	KEYWORD_ATR,
	KEYWORD_ATTRIB,
	KEYWORD_AUTO,
	KEYWORD_CHAIN,
	KEYWORD_CONNECT,
	KEYWORD_CONTROL,
	KEYWORD_DISCONNECT,
	KEYWORD_ECHO,
	KEYWORD_ELSE,
	KEYWORD_END,
	KEYWORD_ENV,
	KEYWORD_EXIT,
	KEYWORD_EXPLAIN,
	KEYWORD_HELP,
	KEYWORD_IF,
	KEYWORD_INCLUDE,
	KEYWORD_LOAD,
	KEYWORD_PAUSE,
	KEYWORD_PIN,
	KEYWORD_READER,
	KEYWORD_READERS,
	KEYWORD_REPEAT,
	KEYWORD_RESET,
	KEYWORD_SAVE,
	KEYWORD_SET,
	KEYWORD_SLEEP,
	KEYWORD_TEST,
	KEYWORD_TIME,
	KEYWORD_TLV,
	KEYWORD_TRANSACTION,
	KEYWORD_VIEW,
	KEYWORD_WAIT,
	KEYWORD_WRITE,
	KEYWORD_COUNT,
};

/* What completion offers after the keyword. */
enum keyword_argument {
	ARGUMENT_NONE,
	ARGUMENT_CHOICE,     /* the lower-case words of the syntax */
	ARGUMENT_FILE,       /* files; what follows the keyword is one name */
	ARGUMENT_VALUE_FILE, /* the same after a $name */
	ARGUMENT_READER,     /* readers, likewise */
	ARGUMENT_KEYWORD,    /* keywords */
	ARGUMENT_VALUE,      /* after "=" the items of an APDU */
};

enum keyword_block { BLOCK_NONE, BLOCK_OPENS, BLOCK_DIVIDES, BLOCK_ENDS };

/* What the keyword means in a recording. */
enum keyword_recorded {
	RECORDED_NEVER,   /* an error */
	RECORDED_NOTHING, /* nothing: it does not concern the card */
	RECORDED_RESET,
	RECORDED_VALUE, /* a variable with its value */
	RECORDED_PIN,   /* a variable whose value is unknown */
};

/* What scriptor does before a file whose first command it is. */
enum keyword_first {
	FIRST_CONNECTED, /* connects to the card */
	FIRST_CHOSEN,    /* chooses a reader */
	FIRST_UNCHOSEN,  /* nothing */
	FIRST_SKIPPED,   /* what the next command requires */
};

/* Whether its items are secret. */
enum keyword_secret { SECRET_NEVER, SECRET_ALWAYS, SECRET_BY_CONTROL };

/* The heading under which help lists it. */
enum keyword_group {
	GROUP_SCRIPT,
	GROUP_CARD,
	GROUP_VALUES,
	GROUP_MODES,
	GROUP_SESSION,
	GROUP_COUNT
};

struct keyword {
	enum keyword_id id;
	enum keyword_group group;
	const char *name;   /* lower case, not all hex digits */
	const char *syntax; /* what follows the name; "" for nothing */
	const char *help;   /* imperative, without a full stop */
	/* Parses the arguments into the statement; returns false after adding an error. NULL:
	 * there are none. */
	bool (*parse)(struct parser *parser, struct tokens *tokens, struct statement *statement);
	const char *const *choices; /* for choice_parse(); NULL-terminated */
	enum keyword_argument argument;
	enum keyword_block block;
	enum keyword_recorded recorded;
	enum keyword_first first;
	enum keyword_secret secret;
	bool sets_variable; /* that of the statement's name, if it has one */
	bool includes;      /* the file of the statement's name, whose statements follow */
	bool prompt_only;
};

#endif
