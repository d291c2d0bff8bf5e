# Completion of atr_parser, also called ATR_analysis, for fish.
for program in atr_parser ATR_analysis
    complete -c $program -f
    complete -c $program -s h -l help -d 'show the options'
    complete -c $program -s V -l version -d 'show the version'
    complete -c $program -s v -d 'show the version, as in ATR_analysis'
    complete -c $program -l color -x -a 'auto always never' -d 'colour'
    complete -c $program -l json -d 'one JSON object a line'
    complete -c $program -l format -x -a 'text classic brief' -d 'layout of the answer'
    complete -c $program -l brief -d 'one line an ATR: ATR, protocols, names'
    complete -c $program -l html -d 'a page in HTML'
    complete -c $program -l width -x -a '0 40 80 100 132' -d 'columns of the text, 0 is no limit'
    complete -c $program -l clock -x -a 'fmax 1000000 3571200 4000000 5000000' -d 'Hz that times are worked out for'
    complete -c $program -l profile -x -a 'iso emv windows uicc' -d 'judge it rule by rule'
    complete -c $program -l diff -d 'compare ATRs, one a word'
    complete -c $program -l build -d 'make an ATR from FIELD=VALUE or from JSON'
    complete -c $program -l card -d 'the ATR of the card in a reader'
    complete -c $program -l reader -x -d 'this reader: number, name or part of it'
    complete -c $program -l list -r -F -d 'name the card from this list'
end
