#include "sys/terminal/term.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define RESET "\033[0m"

const char term_clear_line[] = "\r\033[K";
const char term_pastes_on[] = "\033[?2004h", term_pastes_off[] = "\033[?2004l";
const char term_paste_begins[] = "\033[200~", term_paste_ends[] = "\033[201~";

/* Color n of xterm's 256 colors. Those from 16 on are fixed, while the first 16 depend on the
 * theme. Each one used here has a contrast of at least 4.5 to 1 with both white and black (WCAG 2,
 * 1.4.3); tests/cli/palette.bats computes it. */
#define COLORED(n) "\033[38;5;" #n "m"
#define BOLD(n) "\033[1;38;5;" #n "m"
#define GREY COLORED(243)

static const struct palette colors = {
	.on =
		{
			[ROLE_PLAIN] = "",
			[ROLE_HEADING] = "\033[1m",
			[ROLE_DIM] = GREY,
			[ROLE_TS] = "\033[1m",
			[ROLE_T0] = BOLD(63),
			[ROLE_TA] = COLORED(29),
			[ROLE_TB] = COLORED(131),
			[ROLE_TC] = COLORED(98),
			[ROLE_TD] = COLORED(63),
			[ROLE_HISTORICAL] = COLORED(163),
			[ROLE_TCK] = BOLD(98),
			[ROLE_EXTRA] = BOLD(131),
			[ROLE_CARD] = BOLD(29),
			[ROLE_READER] = BOLD(63),
			[ROLE_SENT] = COLORED(98),
			[ROLE_RECEIVED] = COLORED(63),
			[ROLE_GOOD] = COLORED(29),
			[ROLE_INFO] = GREY,
			[ROLE_WARNING] = COLORED(131),
			[ROLE_ERROR] = BOLD(163),
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

/* OSC 8 without parameters, terminated by ST */
static const struct link_marks links = {"\033]8;;", "\033\\", "\033]8;;\033\\"};

const char *term_color_word(unsigned when)
{
	static const char *const words[] = {
		[COLOR_AUTO] = "auto", [COLOR_ALWAYS] = "always", [COLOR_NEVER] = "never"};

	return when < sizeof words / sizeof *words ? words[when] : NULL;
}

bool term_is_able(int fd)
{
	const char *term = getenv("TERM");

	return term != NULL && *term != '\0' && strcmp(term, "dumb") != 0 && isatty(fd) == 1;
}

static bool color_is_wanted(int fd)
{
	const char *no_color = getenv("NO_COLOR");

	return (no_color == NULL || *no_color == '\0') && term_is_able(fd);
}

/* Most terminals ignore unknown sequences, but the Linux console prints them, and VTE before 0.50
 * (VTE_VERSION 5000) handles links incorrectly. */
static bool takes_links(int fd)
{
	const char *vte = getenv("VTE_VERSION"), *force = getenv("FORCE_HYPERLINK");
	const char *name = getenv("TERM");

	return term_is_able(fd) && name != NULL && strcmp(name, "linux") != 0 &&
		(vte == NULL || strtol(vte, NULL, 10) >= 5000) &&
		(force == NULL || strcmp(force, "0") != 0);
}

const struct palette *term_palette(enum color_when when, int fd)
{
	static struct palette linked;

	if (when == COLOR_NEVER || (when == COLOR_AUTO && !color_is_wanted(fd)))
		return &palette_plain;
	if (!takes_links(fd))
		return &colors;
	linked = colors;
	linked.links = &links;
	return &linked;
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
