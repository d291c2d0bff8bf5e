#include "script/keywords.h"

#include <stdbool.h>

const struct word_row word_rows[WORD_COUNT - 1] = {
	{WORD_ASK, "ask", "NAME [text|hex] [\"PROMPT\"]", "ask for the bytes of a variable"},
	{WORD_ATR, "atr", "", "show the answer to reset"},
	{WORD_ATTRIB, "attrib", "NAME|0xTAG", "show an attribute of the reader"},
	{WORD_AUTO, "auto", "on|off", "fetch the data of 61xx and repeat with the Le of 6Cxx"},
	{WORD_CHAIN, "chain", "on|off",
         "send data of more than 255 bytes of a built APDU in parts"},
	{WORD_CONNECT, "connect", "[T=0|T=1|raw|direct] [shared|exclusive]", "connect to the card"},
	{WORD_CONTROL, "control", "CODE [ITEM...]", "send bytes to the reader itself"},
	{WORD_DISCONNECT, "disconnect", "[leave|reset|unpower|eject]", "leave the card"},
	{WORD_ECHO, "echo", "[WORD|\"TEXT\"|$NAME]...", "print a line to standard output"},
	{WORD_ELSE, "else", "", "the other part of an if"},
	{WORD_END, "end", "", "the end of a repeat or an if"},
	{WORD_ENV, "env", "NAME [text|hex] [secret]", "take a variable from the environment"},
	{WORD_EXIT, "exit", "[0..255]", "end the script, with a status"},
	{WORD_EXPLAIN, "explain", "on|off", "tell what commands and answers mean"},
	{WORD_HELP, "help", "[WORD]", "tell the commands, or one of them"},
	{WORD_IF, "if", "SW{,SW}", "run up to else or end if the last status word is one of these"},
	{WORD_INCLUDE, "include", "FILE", "run the statements of another file here"},
	{WORD_PAUSE, "pause", "[\"TEXT\"]", "wait until Enter is pressed on the terminal"},
	{WORD_PIN, "pin", "NAME [ascii|bcd|iso2|hex] [pad LENGTH] [\"PROMPT\"]",
         "ask for a secret"},
	{WORD_READER, "reader", "X", "use another reader: its number, name or part of it"},
	{WORD_READERS, "readers", "", "list the readers"},
	{WORD_REPEAT, "repeat", "N [NAME]", "run up to end N times; NAME counts 01, 02 ..."},
	{WORD_RESET, "reset", "[cold|warm]", "reset the card"},
	{WORD_SET, "set", "NAME = ITEM...", "give a variable its bytes"},
	{WORD_SLEEP, "sleep", "MS", "wait for a time in milliseconds"},
	{WORD_TEST, "test", "\"NAME\"", "start a named case for reports"},
	{WORD_TIME, "time", "on|off", "show how long each answer took"},
	{WORD_TLV, "tlv", "on|off", "show the data objects of answers"},
	{WORD_TRANSACTION, "transaction", "begin|end", "keep other programs from the card"},
	{WORD_WAIT, "wait", "card|removed [SECONDS]", "wait for a card, or until it is removed"},
};

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_name(const char *name, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (name[i] == '\0' || name[i] != lower(text[i]))
			return false;
	return name[length] == '\0';
}

const struct word_row *word_find(const char *text, size_t length)
{
	for (size_t i = 0; i < WORD_COUNT - 1; i++)
		if (is_name(word_rows[i].name, text, length))
			return &word_rows[i];
	return NULL;
}

const struct word_row *word_row(enum word id)
{
	return id > WORD_NONE && id < WORD_COUNT ? &word_rows[id - 1] : NULL;
}

enum { NEAREST_MAX = 16 }; /* no keyword is longer, nor is anything that is near one */

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Letters to add, drop, change or swap with their neighbour to come from one to the other. */
static size_t distance(const char *name, const char *text, size_t length)
{
	size_t rows[3][NEAREST_MAX + 1];
	size_t *before = rows[0], *last = rows[1], *now = rows[2];

	for (size_t j = 0; j <= length; j++)
		last[j] = before[j] = j;
	for (size_t i = 1; name[i - 1] != '\0'; i++) {
		now[0] = i;
		for (size_t j = 1; j <= length; j++) {
			size_t change = name[i - 1] != lower(text[j - 1]);

			now[j] = least(least(last[j] + 1, now[j - 1] + 1), last[j - 1] + change);
			if (i > 1 && j > 1 && name[i - 1] == lower(text[j - 2]) &&
			    name[i - 2] == lower(text[j - 1]))
				now[j] = least(now[j], before[j - 2] + 1);
		}
		size_t *free_row = before;
		before = last;
		last = now;
		now = free_row;
	}
	return last[length];
}

const struct word_row *word_nearest(const char *text, size_t length)
{
	const struct word_row *nearest = NULL;
	size_t best = length < 5 ? 2 : 3; /* so far away is a guess, not a correction */

	if (length == 0 || length > NEAREST_MAX)
		return NULL;
	for (size_t i = 0; i < WORD_COUNT - 1; i++) {
		size_t d = distance(word_rows[i].name, text, length);

		if (d < best) {
			best = d;
			nearest = &word_rows[i];
		}
	}
	return nearest;
}
