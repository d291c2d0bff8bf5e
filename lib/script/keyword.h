/* A keyword of the script language, as a row of the table in keywords.c: all that the parser, the
 * printer, help, completion, the checks and recordings know of it. */
#ifndef SCRIPT_KEYWORD_H
#define SCRIPT_KEYWORD_H

#include <stdbool.h>

struct parser;
struct printer;
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

/* What the keyword is in a recording. */
enum keyword_recorded {
	RECORDED_NEVER,   /* an error */
	RECORDED_NOTHING, /* skipped: it does not concern the card */
	RECORDED_RESET,
	RECORDED_VALUE, /* a variable with its value */
	RECORDED_PIN,   /* a variable whose value is unknown */
};

/* What comes before a file whose first command it is. */
enum keyword_first {
	FIRST_CONNECTED, /* a card is connected */
	FIRST_CHOSEN,    /* a reader is chosen */
	FIRST_UNCHOSEN,  /* nothing */
	FIRST_SKIPPED,   /* what the next command says */
};

/* Which of its items are secret where secrets are masked. */
enum keyword_secret { SECRET_NEVER, SECRET_ALWAYS, SECRET_BY_CONTROL };

/* Under which heading help lists it. */
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
	/* Parses what follows the keyword into the statement; false after an error. NULL: nothing
	 * follows. */
	bool (*parse)(struct parser *parser, struct tokens *tokens, struct statement *statement);
	/* Prints that; NULL: nothing. */
	void (*print)(struct printer *printer, const struct statement *statement);
	const char *const *choices; /* for choice_parse() and choice_print(); NULL-terminated */
	enum keyword_argument argument;
	enum keyword_block block;
	enum keyword_recorded recorded;
	enum keyword_first first;
	enum keyword_secret secret;
	bool sets_variable; /* the statement's name, where it has one */
	bool includes;      /* the statement's name is a file whose statements follow */
	bool prompt_only;
};

#endif
