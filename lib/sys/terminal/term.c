#include "sys/terminal/term.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define RESET "\033[0m"

const char term_pastes_on[] = "\033[?2004h", term_pastes_off[] = "\033[?2004l";
const char term_paste_begins[] = "\033[200~", term_paste_ends[] = "\033[201~";

static const struct palette colours = {
	.on =
		{
			[ROLE_PLAIN] = "",           [ROLE_HEADING] = "\033[1m",
			[ROLE_DIM] = "\033[2m",      [ROLE_TS] = "\033[1m",
			[ROLE_T0] = "\033[1;34m",    [ROLE_TA] = "\033[32m",
			[ROLE_TB] = "\033[33m",      [ROLE_TC] = "\033[36m",
			[ROLE_TD] = "\033[34m",      [ROLE_HISTORICAL] = "\033[35m",
			[ROLE_TCK] = "\033[1;36m",   [ROLE_EXTRA] = "\033[31m",
			[ROLE_CARD] = "\033[1;32m",  [ROLE_READER] = "\033[1;34m",
			[ROLE_SENT] = "\033[36m",    [ROLE_RECEIVED] = "\033[35m",
			[ROLE_GOOD] = "\033[32m",    [ROLE_INFO] = "\033[2m",
			[ROLE_WARNING] = "\033[33m", [ROLE_ERROR] = "\033[31m",
		},
	.off =
		{
			[ROLE_PLAIN] = "",         [ROLE_HEADING] = RESET, [ROLE_DIM] = RESET,
			[ROLE_TS] = RESET,         [ROLE_T0] = RESET,      [ROLE_TA] = RESET,
			[ROLE_TB] = RESET,         [ROLE_TC] = RESET,      [ROLE_TD] = RESET,
			[ROLE_HISTORICAL] = RESET, [ROLE_TCK] = RESET,     [ROLE_EXTRA] = RESET,
			[ROLE_CARD] = RESET,       [ROLE_READER] = RESET,  [ROLE_SENT] = RESET,
			[ROLE_RECEIVED] = RESET,   [ROLE_GOOD] = RESET,    [ROLE_INFO] = RESET,
			[ROLE_WARNING] = RESET,    [ROLE_ERROR] = RESET,
		},
};

const char *term_color_word(unsigned when)
{
	static const char *const words[] = {
		[COLOR_AUTO] = "auto", [COLOR_ALWAYS] = "always", [COLOR_NEVER] = "never"};

	return when < sizeof words / sizeof *words ? words[when] : NULL;
}

static bool colour_is_wanted(int fd)
{
	const char *no_color = getenv("NO_COLOR");
	const char *term = getenv("TERM");

	if (no_color != NULL && *no_color != '\0')
		return false;
	return term != NULL && *term != '\0' && strcmp(term, "dumb") != 0 && isatty(fd) == 1;
}

const struct palette *term_palette(enum color_when when, int fd)
{
	if (when == COLOR_ALWAYS || (when == COLOR_AUTO && colour_is_wanted(fd)))
		return &colours;
	return &palette_plain;
}

static struct winsize size_of(int fd)
{
	struct winsize size;

	if (ioctl(fd, TIOCGWINSZ, &size) != 0)
		return (struct winsize){0};
	return size;
}

unsigned term_width(int fd)
{
	return size_of(fd).ws_col;
}

unsigned term_height(int fd)
{
	return size_of(fd).ws_row;
}
