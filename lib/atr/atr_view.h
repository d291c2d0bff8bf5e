/* An ATR and what was computed from it, for the functions that describe it. Owns nothing. */
#ifndef ATR_ATR_VIEW_H
#define ATR_ATR_VIEW_H

struct atr_view {
	const struct atr *atr;
	const struct atr_params *params;
	const struct hist *hist;
	const struct contactless *contactless;
};

#endif
