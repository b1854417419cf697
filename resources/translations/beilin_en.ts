<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AnswersPanel</name>
    <message numerus="yes">
        <location filename="../../desktop/views/answers_panel.py"/>
        <source>%n answer(s)</source>
        <translation>
            <numerusform>%n answer</numerusform>
            <numerusform>%n answers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Browsing</name>
    <message numerus="yes">
        <location filename="../../desktop/windows/browsing.py"/>
        <source>Erase %n thread(s) and all deleted notes?</source>
        <translation>
            <numerusform>Erase %n thread and all deleted notes?</numerusform>
            <numerusform>Erase %n threads and all deleted notes?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/windows/browsing.py"/>
        <source>%n thread(s)</source>
        <translation>
            <numerusform>%n thread</numerusform>
            <numerusform>%n threads</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/windows/browsing.py"/>
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n note</numerusform>
            <numerusform>%n notes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FacetsView</name>
    <message numerus="yes">
        <location filename="../../desktop/views/facets_view.py"/>
        <source>%n hit(s)</source>
        <translation>
            <numerusform>%n hit</numerusform>
            <numerusform>%n hits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/views/facets_view.py"/>
        <source>at least %n hit(s)</source>
        <translation>
            <numerusform>at least %n hit</numerusform>
            <numerusform>at least %n hits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message numerus="yes">
        <location filename="../../desktop/views/find_bar.py"/>
        <source>%n match(es)</source>
        <translation>
            <numerusform>%n match</numerusform>
            <numerusform>%n matches</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportBar</name>
    <message numerus="yes">
        <location filename="../../desktop/views/import_bar.py"/>
        <source>%n second(s) left</source>
        <translation>
            <numerusform>%n second left</numerusform>
            <numerusform>%n seconds left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/views/import_bar.py"/>
        <source>%n minute(s) left</source>
        <translation>
            <numerusform>%n minute left</numerusform>
            <numerusform>%n minutes left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportFiles</name>
    <message numerus="yes">
        <location filename="../../desktop/windows/dialogs/import_files.py"/>
        <source>%n chosen</source>
        <translation>
            <numerusform>%n chosen</numerusform>
            <numerusform>%n chosen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Keeping</name>
    <message numerus="yes">
        <location filename="../../desktop/windows/keeping.py"/>
        <source>%n thread(s)</source>
        <translation>
            <numerusform>%n thread</numerusform>
            <numerusform>%n threads</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/windows/keeping.py"/>
        <source>%n post(s)</source>
        <translation>
            <numerusform>%n post</numerusform>
            <numerusform>%n posts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/windows/keeping.py"/>
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n note</numerusform>
            <numerusform>%n notes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/windows/keeping.py"/>
        <source>%n saved file(s)</source>
        <translation>
            <numerusform>%n saved file</numerusform>
            <numerusform>%n saved files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/windows/keeping.py"/>
        <source>%n saved file(s) verified ({size})</source>
        <translation>
            <numerusform>%n saved file verified ({size})</numerusform>
            <numerusform>%n saved files verified ({size})</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/windows/keeping.py"/>
        <source>%n saved file(s) damaged</source>
        <translation>
            <numerusform>%n saved file damaged</numerusform>
            <numerusform>%n saved files damaged</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LibraryModel</name>
    <message numerus="yes">
        <location filename="../../desktop/models/library_model.py"/>
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n note</numerusform>
            <numerusform>%n notes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/models/library_model.py"/>
        <source>%n missing image(s)</source>
        <translation>
            <numerusform>%n missing image</numerusform>
            <numerusform>%n missing images</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LibraryView</name>
    <message numerus="yes">
        <location filename="../../desktop/views/library_view.py"/>
        <source>%n thread(s)</source>
        <translation>
            <numerusform>%n thread</numerusform>
            <numerusform>%n threads</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PastImports</name>
    <message numerus="yes">
        <location filename="../../desktop/models/past_imports.py"/>
        <source>{name} and %n more</source>
        <translation>
            <numerusform>{name} and %n more</numerusform>
            <numerusform>{name} and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PersonBar</name>
    <message numerus="yes">
        <location filename="../../desktop/views/person_bar.py"/>
        <source>%n floor(s)</source>
        <translation>
            <numerusform>%n floor</numerusform>
            <numerusform>%n floors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/views/person_bar.py"/>
        <source>%n that they answer</source>
        <translation>
            <numerusform>%n that they answer</numerusform>
            <numerusform>%n that they answer</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message numerus="yes">
        <location filename="../../desktop/models/outcome_words.py"/>
        <source>%n added</source>
        <translation>
            <numerusform>%n added</numerusform>
            <numerusform>%n added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/models/outcome_words.py"/>
        <source>%n updated</source>
        <translation>
            <numerusform>%n updated</numerusform>
            <numerusform>%n updated</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/models/outcome_words.py"/>
        <source>%n unchanged</source>
        <translation>
            <numerusform>%n unchanged</numerusform>
            <numerusform>%n unchanged</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/models/outcome_words.py"/>
        <source>%n refused</source>
        <translation>
            <numerusform>%n refused</numerusform>
            <numerusform>%n refused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/models/outcome_words.py"/>
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReportPanel</name>
    <message numerus="yes">
        <location filename="../../desktop/views/report_panel.py"/>
        <source>%n file(s) found</source>
        <translation>
            <numerusform>%n file found</numerusform>
            <numerusform>%n files found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/views/report_panel.py"/>
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Rereading</name>
    <message numerus="yes">
        <location filename="../../desktop/windows/rereading.py"/>
        <source>%n more thread(s) were found in it.</source>
        <translation>
            <numerusform>%n more thread was found in it.</numerusform>
            <numerusform>%n more threads were found in it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ResultsView</name>
    <message numerus="yes">
        <location filename="../../desktop/views/results_view.py"/>
        <source>at least %n hit(s)</source>
        <translation>
            <numerusform>at least %n hit</numerusform>
            <numerusform>at least %n hits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/views/results_view.py"/>
        <source>%n hit(s)</source>
        <translation>
            <numerusform>%n hit</numerusform>
            <numerusform>%n hits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SavedModel</name>
    <message numerus="yes">
        <location filename="../../desktop/models/saved_model.py"/>
        <source>%n hit(s)</source>
        <translation>
            <numerusform>%n hit</numerusform>
            <numerusform>%n hits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SearchModel</name>
    <message numerus="yes">
        <location filename="../../desktop/models/search_model.py"/>
        <source>%n hit(s) in {title}</source>
        <translation>
            <numerusform>%n hit in {title}</numerusform>
            <numerusform>%n hits in {title}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ThreadRows</name>
    <message numerus="yes">
        <location filename="../../desktop/models/thread_head.py"/>
        <source>%n stated by the page</source>
        <translation>
            <numerusform>%n stated by the page</numerusform>
            <numerusform>%n stated by the page</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/models/thread_head.py"/>
        <source>%n reply(s) by quote</source>
        <translation>
            <numerusform>%n reply by quote</numerusform>
            <numerusform>%n replies by quote</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/models/thread_head.py"/>
        <source>%n likely</source>
        <translation>
            <numerusform>%n likely</numerusform>
            <numerusform>%n likely</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/models/thread_head.py"/>
        <source>%n to a post that is not in this capture</source>
        <translation>
            <numerusform>%n to a post that is not in this capture</numerusform>
            <numerusform>%n to a post that is not in this capture</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/models/thread_head.py"/>
        <source>%n by you</source>
        <translation>
            <numerusform>%n by you</numerusform>
            <numerusform>%n by you</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/models/thread_head.py"/>
        <source>%n without a mark</source>
        <translation>
            <numerusform>%n without a mark</numerusform>
            <numerusform>%n without a mark</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/models/thread_head.py"/>
        <source>%n floor(s)</source>
        <translation>
            <numerusform>%n floor</numerusform>
            <numerusform>%n floors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/models/thread_head.py"/>
        <source>Arranged by sure replies only; %n likely reply(s) stand in floor order, as if without a mark</source>
        <translation>
            <numerusform>Arranged by sure replies only; %n likely reply stands in floor order, as if without a mark</numerusform>
            <numerusform>Arranged by sure replies only; %n likely replies stand in floor order, as if without a mark</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/models/thread_head.py"/>
        <source>Arranged by what the page states only; %n other reply(s) stand in floor order, as if without a mark</source>
        <translation>
            <numerusform>Arranged by what the page states only; %n other reply stands in floor order, as if without a mark</numerusform>
            <numerusform>Arranged by what the page states only; %n other replies stand in floor order, as if without a mark</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/rendering/compose.py"/>
        <source>%n answer(s)</source>
        <translation>
            <numerusform>%n answer</numerusform>
            <numerusform>%n answers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ThreadView</name>
    <message numerus="yes">
        <location filename="../../desktop/rendering/quote_painter.py"/>
        <source>%n match(es)</source>
        <translation>
            <numerusform>%n match</numerusform>
            <numerusform>%n matches</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/rendering/quote_painter.py"/>
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n note</numerusform>
            <numerusform>%n notes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message numerus="yes">
        <location filename="../../desktop/models/wording.py"/>
        <source>%n reply(s)</source>
        <translation>
            <numerusform>%n reply</numerusform>
            <numerusform>%n replies</numerusform>
        </translation>
    </message>
</context>
</TS>
