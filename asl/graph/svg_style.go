package graph

// style is the look of the drawing. Rules are kept inside .stepmill, because a
// page may hold the SVG as part of itself. The dark half repeats the selectors
// instead of using variables, which some renderers do not know.
const style = `
.stepmill{font-family:"Helvetica Neue",Helvetica,Arial,"Liberation Sans",sans-serif}
.stepmill .canvas{fill:#fff}
.stepmill .shape{fill:#fbfcfd;stroke:#b9c2cc;stroke-width:1.2}
.stepmill .frame{fill:#fff;stroke:#ccd3db;stroke-dasharray:4 4}
.stepmill .title{font-size:16px;font-weight:600;fill:#1b2430}
.stepmill .name{font-size:13px;font-weight:600;fill:#1b2430}
.stepmill .caption{font-size:11px;fill:#64707d}
.stepmill .pill{font-size:12px;font-weight:600;fill:#4a5562}
.stepmill .pill-node .shape{fill:#eef1f4}
.stepmill .line{fill:none;stroke:#7d8894;stroke-width:1.4}
.stepmill .arrow{fill:#7d8894}
.stepmill .label{font-size:11px;fill:#47525e}
.stepmill .catch .line{stroke:#cf4a4a;stroke-dasharray:5 3}
.stepmill .catch .arrow{fill:#cf4a4a}
.stepmill .label.catch{fill:#b23434}
.stepmill .bar{fill:#8894a1}
.stepmill .task>.bar{fill:#e07b39}
.stepmill .choice>.shape{fill:#f6f3fe;stroke:#a794e0}
.stepmill .wait>.bar{fill:#c9a227}
.stepmill .parallel>.bar{fill:#2f7fd1}
.stepmill .map>.bar{fill:#1a9c8c}
.stepmill .succeed>.bar{fill:#2e9e5b}
.stepmill .fail>.bar{fill:#cf4a4a}
.stepmill .fail>.shape,.stepmill .missing>.shape{stroke:#dc8f8f}
.stepmill .missing>.shape{fill:#fff;stroke-dasharray:5 3}
.stepmill .visited>.shape{fill:#e3f5e8;stroke:#4fa56b}
.stepmill .failed>.shape{fill:#fde6e6;stroke:#cf4a4a;stroke-width:1.8}
.stepmill .unreached>.shape{fill:#f3f4f6;stroke-dasharray:5 3}
.stepmill .unreached>.bar{fill:#c3cad1}
.stepmill .unreached>.name,.stepmill .unreached>.caption{fill:#98a2ad}
@media (prefers-color-scheme:dark){
.stepmill .canvas{fill:#12161c}
.stepmill .shape{fill:#1b212a;stroke:#46515e}
.stepmill .frame{fill:#12161c;stroke:#39434f}
.stepmill .title,.stepmill .name{fill:#e8edf2}
.stepmill .caption{fill:#98a4b1}
.stepmill .pill{fill:#c3ccd6}
.stepmill .pill-node .shape{fill:#252d38}
.stepmill .line{stroke:#8592a0}
.stepmill .arrow{fill:#8592a0}
.stepmill .label{fill:#bcc7d2}
.stepmill .catch .line{stroke:#e46f6f}
.stepmill .catch .arrow{fill:#e46f6f}
.stepmill .label.catch{fill:#f09a9a}
.stepmill .choice>.shape{fill:#231f38;stroke:#7f6cc4}
.stepmill .missing>.shape{fill:#12161c}
.stepmill .fail>.shape,.stepmill .missing>.shape{stroke:#a34e4e}
.stepmill .visited>.shape{fill:#16301f;stroke:#3f8f5a}
.stepmill .failed>.shape{fill:#3a1b1d;stroke:#e46f6f}
.stepmill .unreached>.shape{fill:#171b21}
.stepmill .unreached>.name,.stepmill .unreached>.caption{fill:#6b7785}
}
`
