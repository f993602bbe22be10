/// How every HTML report looks. Calm by default; colour only where something comes or goes.
let stylesheet: HTML = #"""
  :root {
    color-scheme: light dark;
    --page: #fbfaf8; --card: #ffffff; --text: #23262b; --soft: #5f6672; --rule: #e4e1dc;
    --removal: #b3261e; --removal-wash: #fdf1ef; --addition: #1c6b3a; --addition-wash: #eef6f0;
    --caution: #8a5a00; --caution-wash: #fbf4e4; --link: #2a4d8f; --code: #f1efeb;
  }
  @media (prefers-color-scheme: dark) {
    :root {
      --page: #16181c; --card: #1d2025; --text: #e4e5e8; --soft: #9aa1ad; --rule: #31353d;
      --removal: #ff9d92; --removal-wash: #35201f; --addition: #8fd6a6; --addition-wash: #1b2b21;
      --caution: #e7bd6b; --caution-wash: #2f2818; --link: #9dbdf5; --code: #282c33;
    }
  }
  * { box-sizing: border-box; }
  html { scroll-padding-top: 4rem; -webkit-text-size-adjust: 100%; }
  body {
    margin: 0 auto; padding: clamp(1rem, 4vw, 3rem); max-width: 62rem;
    background: var(--page); color: var(--text);
    font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", "Helvetica Neue", Arial, sans-serif;
    font-variant-numeric: tabular-nums; overflow-wrap: anywhere;
  }
  h1 { margin: 0 0 .5rem; font-size: clamp(1.4rem, 1.1rem + 1.6vw, 2rem); line-height: 1.2; letter-spacing: -.015em; text-wrap: balance; }
  h2 { margin: 0 0 .75rem; font-size: 1.1rem; line-height: 1.3; letter-spacing: -.005em; }
  ul { list-style: none; margin: 0; padding: 0; }
  p { margin: 0; }
  a { color: var(--link); }
  code { padding: .1em .3em; border-radius: .25rem; background: var(--code); font: .85em/1.4 ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace; }
  .fact, .faint, small, footer { color: var(--soft); }
  .strong { font-weight: 650; }
  .fact { font-size: .925rem; }
  .fact .caution { font-weight: 600; }
  span.caution { color: var(--caution); }
  span.removal, span.alarm { color: var(--removal); }
  span.addition { color: var(--addition); }
  .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: .75rem; margin: 1.5rem 0 0; }
  .figures li { border: 1px solid var(--rule); border-radius: .6rem; background: var(--card); }
  .figures a, .figures li:not(:has(a)) { display: block; padding: .7rem .9rem; color: inherit; text-decoration: none; }
  .figures b { display: block; font-size: 1.7rem; font-weight: 650; line-height: 1.15; letter-spacing: -.02em; }
  .figures span { color: var(--soft); font-size: .875rem; }
  .figures .removal b, .figures .alarm b { color: var(--removal); }
  .figures .addition b { color: var(--addition); }
  .figures .caution b { color: var(--caution); }
  .figures a:hover, .figures a:focus-visible { background: var(--code); border-radius: .6rem; }
  nav { position: sticky; top: 0; z-index: 1; margin: 1.5rem 0 0; padding: .6rem 0; background: var(--page); border-bottom: 1px solid var(--rule); }
  nav ul { display: flex; gap: 1.25rem; overflow-x: auto; scrollbar-width: none; }
  nav a { font-size: .9rem; text-decoration: none; white-space: nowrap; }
  nav a:hover, nav a:focus-visible { text-decoration: underline; }
  section { margin: 1.5rem 0 0; padding: 1.1rem 1.25rem 1.25rem; border: 1px solid var(--rule); border-radius: .6rem; background: var(--card); }
  section.alarm { border-color: var(--removal); background: var(--removal-wash); }
  section.alarm h2, section.removal h2 { color: var(--removal); }
  section.addition h2 { color: var(--addition); }
  section.caution h2 { color: var(--caution); }
  .entries > li { padding: .65rem 0; border-top: 1px solid var(--rule); }
  .entries > li:first-child { border-top: 0; padding-top: 0; }
  .entries > li:last-child { padding-bottom: 0; }
  .entries > li:target { outline: 2px solid var(--link); outline-offset: .3rem; border-radius: .3rem; }
  section.alarm .entries > li { border-color: color-mix(in srgb, var(--removal) 25%, transparent); }
  .who { font-weight: 600; }
  .who .sign { position: static; margin-right: .3rem; }
  .items > li { position: relative; padding-left: 1.3rem; }
  .items small { font-size: .875em; margin-left: .35rem; }
  .sign { position: absolute; left: .1rem; font-weight: 700; }
  .items .removal > .sign, .items .removal > .what { color: var(--removal); }
  .items .addition > .sign, .items .addition > .what { color: var(--addition); }
  .items .caution > .sign { color: var(--caution); }
  .particulars { color: var(--soft); font-size: .925em; }
  .particulars li { padding-left: 1rem; text-indent: -1rem; }
  .particulars li::before { content: "– "; }
  table { width: 100%; border-collapse: collapse; font-size: .925rem; }
  th, td { padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--rule); text-align: left; vertical-align: top; }
  th { color: var(--soft); font-weight: 600; }
  .wide { overflow-x: auto; }
  .group th { padding-top: 1.1rem; color: var(--text); }
  thead th { padding-top: 0; }
  td:first-child { padding-left: 1.3rem; text-indent: -1.3rem; width: 40%; }
  td small { display: block; text-indent: 0; color: var(--soft); }
  tr.removal td:first-child { color: var(--removal); }
  tr.addition td:first-child { color: var(--addition); }
  tr.caution .sign { color: var(--caution); }
  td .sign { display: inline-block; width: 1.3rem; text-indent: 0; position: static; }
  td code { white-space: nowrap; overflow-wrap: normal; }
  tbody:target { outline: 2px solid var(--link); }
  @media (max-width: 40rem) {
    thead { display: none; }
    tr, td, th { display: block; border: 0; padding: 0; }
    tr { padding: .45rem 0; border-bottom: 1px solid var(--rule); }
    td { padding-left: 1.3rem; }
    td:first-child { width: auto; }
    td:empty { display: none; }
    td:not(:first-child)::before { content: attr(data-label) ": "; color: var(--soft); }
  }
  footer { margin: 1.75rem 0 0; font-size: .925rem; }
  main:has(> section:target) > section:not(:target):not(.alarm) { display: none; }
  @media (min-width: 50rem) {
    nav ul { flex-wrap: wrap; row-gap: .25rem; }
    .entries > li { display: grid; grid-template-columns: minmax(11rem, 19rem) 1fr; column-gap: 1.5rem; }
    .entries > li > .who:only-child { grid-column: 1 / -1; }
  }
  @media print {
    :root { --page: #fff; --card: #fff; --text: #000; --soft: #444; --rule: #bbb; --code: #f3f3f3; color-scheme: light;
      --removal: #8f1d16; --removal-wash: #fff; --addition: #14522b; --addition-wash: #fff; --caution: #6b4600; --link: #000; }
    body { max-width: none; padding: 0; font-size: 10pt; }
    nav { display: none; }
    main:has(> section:target) > section:not(:target) { display: block; }
    section { border: 0; padding: 0; background: none; }
    .entries > li { break-inside: avoid; }
    h2 { break-after: avoid; }
    a { text-decoration: none; }
  }

  """#
