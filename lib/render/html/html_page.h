/* Writes what all pages have in common: head, style, navigation, form. */
#ifndef RENDER_HTML_HTML_PAGE_H
#define RENDER_HTML_HTML_PAGE_H

#include <stdbool.h>
#include <stdint.h>
#include <stddef.h>
#include <stdio.h>

/* Where links lead: each is appended to base; NULL: there is no such page. */
struct html_site {
	const char *base; /* percent-encoded */
	const char *home, *search, *statistics, *about;
	const char *atr, *atr_end; /* around the ATR in hex: the page of an ATR */
	const char *json;          /* before the ATR in hex: its JSON */
	const char *style;         /* NULL: within each page */
	const char *script;        /* of the search */
	bool forms;                /* home and search take the parameters of a form */
};

/* Pages that stand alone, one file each. */
extern const struct html_site html_alone;

/* The style sheet in parts, ended by NULL; and a value of Content-Security-Policy that permits it
 * and nothing else. */
extern const char *const html_style[];
extern const char html_policy[];
/* Writes the style sheet. */
void html_put_style(FILE *out);

/* Writes a page up to its content. title and asked, the text in the form, may be untrusted. */
void html_begin(FILE *out, const struct html_site *site, const char *title, const char *asked);
/* Writes the end of the page. */
void html_end(FILE *out, const struct html_site *site);

/* Writes the start of a link without its ">", to be ended by "</a>": to base, page, part, which
 * has letters, digits and any of "-._~/" alone, and end. */
void html_open_link(FILE *out, const struct html_site *site, const char *page, const char *part,
                    const char *end);
/* Does the same for the page of an ATR. */
void html_open_atr_link(FILE *out, const struct html_site *site, const uint8_t *bytes,
                        size_t length);

/* Write the start, with a heading, and the end of a text that the user can copy. */
void html_copy_begin(FILE *out, const char *title);
void html_copy_end(FILE *out);

#endif
