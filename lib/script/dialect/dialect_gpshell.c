/* GPShell: send_apdu, select, and commands without an equivalent. */
#include "script/dialect/dialect_formats.h"

#include "script/dialect/dialect_words.h"
#include "script/dialect/source.h"

/* Returns the word after an option, whose name may be in upper or lower case. */
static struct span option_value(struct span rest, const char *option)
{
	while (rest.length > 0) {
		struct span word = source_word(&rest);

		if (token_is(word, option))
			return source_word(&rest);
	}
	return rest;
}

static void send_apdu(struct conversion *conversion, size_t number, struct span rest)
{
	dialect_words_apdu(conversion, number, option_value(rest, "-APDU"));
}

static void select_aid(struct conversion *conversion, size_t number, struct span rest)
{
	dialect_words_select(conversion, number, option_value(rest, "-AID"));
}

static const struct dialect_word words[] = {
	{"send_apdu", NULL, send_apdu},
	{"send_apdu_nostop", NULL, send_apdu},
	{"select", NULL, select_aid},
	{"card_connect", "connect", NULL},
	{"card_disconnect", "disconnect", NULL},
	{"establish_context", NULL, NULL},
	{"release_context", NULL, NULL},
	{"enable_trace", NULL, NULL},
	{"enable_timer", NULL, NULL},
	{"mode_201", NULL, NULL},
	{"mode_211", NULL, NULL},
	{"emv_mode", NULL, NULL},
	{"gemxpressopro", NULL, NULL},
	{"visa_key_derivation", NULL, NULL},
	{NULL, NULL, NULL},
};

void dialect_gpshell(struct conversion *conversion, struct span text)
{
	dialect_words(conversion, text, words);
}

bool dialect_gpshell_marks(struct span line)
{
	struct span word = source_word(&line);

	return token_is(word, "send_apdu") || token_is(word, "send_apdu_nostop") ||
		token_is(word, "establish_context") || token_is(word, "card_connect");
}
