<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <location filename="../../desktop/windows/dialogs/about.py"/>
        <source>About Beilin</source>
        <translation>关于 Beilin</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/about.py"/>
        <source>A private archive for saved discussion threads: read, search and annotate what was kept.</source>
        <translation>保存讨论帖的私人档案：阅读、搜索、批注您留下的内容。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/about.py"/>
        <source>It never uses the network. Free software under the MIT licence.</source>
        <translation>从不使用网络。自由软件，采用 MIT 许可证。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/about.py"/>
        <source>Library: {path}</source>
        <translation>资料库：{path}</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/about.py"/>
        <source>Copy versions</source>
        <translation>复制版本信息</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/about.py"/>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>&amp;Open Files…</source>
        <translation>打开文件(&amp;O)…</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>Import &amp;Folder…</source>
        <translation>导入文件夹(&amp;F)…</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>&amp;Paste a Copied Page</source>
        <translation>粘贴复制的网页(&amp;P)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>&amp;Try the Sample</source>
        <translation>试用示例(&amp;T)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>&amp;Import Reports…</source>
        <translation>导入报告(&amp;I)…</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>&amp;New Library…</source>
        <translation>新建资料库(&amp;N)…</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>Open &amp;Library…</source>
        <translation>打开资料库(&amp;L)…</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>&amp;Back Up Library…</source>
        <translation>备份资料库(&amp;B)…</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>&amp;Check Library…</source>
        <translation>检查资料库(&amp;C)…</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>P&amp;references…</source>
        <translation>偏好设置(&amp;R)…</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>Copy with C&amp;itation</source>
        <translation>连同出处复制(&amp;I)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>Select &amp;All</source>
        <translation>全选(&amp;A)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>&amp;Find in Thread</source>
        <translation>在帖子中查找(&amp;F)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>Find Ne&amp;xt</source>
        <translation>查找下一处(&amp;X)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>Find Pre&amp;vious</source>
        <translation>查找上一处(&amp;V)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>&amp;Search the Library</source>
        <translation>搜索资料库(&amp;S)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>S&amp;earch for the Chosen Words</source>
        <translation>搜索选中的文字(&amp;E)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>Save &amp;This Search…</source>
        <translation>保存此搜索(&amp;T)…</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>A&amp;liases…</source>
        <translation>别名(&amp;L)…</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>&amp;New Note</source>
        <translation>新建笔记(&amp;N)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>&amp;Delete Note</source>
        <translation>删除笔记(&amp;D)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>&amp;Edit Title and Source…</source>
        <translation>编辑标题和来源(&amp;E)…</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>&amp;Save Original File…</source>
        <translation>另存原始文件(&amp;S)…</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>Open Pict&amp;ure</source>
        <translation>打开图片(&amp;U)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>Save Picture &amp;As…</source>
        <translation>图片另存为(&amp;A)…</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>Attac&amp;h Image…</source>
        <translation>附上图片(&amp;H)…</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>Detach &amp;Image</source>
        <translation>取下图片(&amp;I)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>Move to &amp;Trash</source>
        <translation>移到回收站(&amp;T)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>&amp;Restore from Trash</source>
        <translation>从回收站恢复(&amp;R)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>E&amp;mpty Trash…</source>
        <translation>清空回收站(&amp;M)…</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>&amp;Back</source>
        <translation>后退(&amp;B)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>For&amp;ward</source>
        <translation>前进(&amp;W)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>&amp;Go to Floor…</source>
        <translation>转到楼层(&amp;G)…</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>Next F&amp;loor</source>
        <translation>下一楼(&amp;L)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>Pre&amp;vious Floor</source>
        <translation>上一楼(&amp;V)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>&amp;Floor It Answers</source>
        <translation>所回复的楼层(&amp;F)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>&amp;Previous Answer to the Same</source>
        <translation>同一楼层的上一条回复(&amp;P)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>Next Answer t&amp;o the Same</source>
        <translation>同一楼层的下一条回复(&amp;O)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>Loo&amp;k at What It Answers</source>
        <translation>查看所回复的楼层(&amp;K)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>Open or Fold Its &amp;Quotes</source>
        <translation>展开或折叠此楼的引用(&amp;Q)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>E&amp;xpand All</source>
        <translation>全部展开(&amp;X)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>&amp;Collapse All</source>
        <translation>全部折叠(&amp;C)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>&amp;Confirm Whom It Answers</source>
        <translation>确认回复对象(&amp;C)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>&amp;Not This One</source>
        <translation>不是这一楼(&amp;N)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>Choose Another &amp;Floor…</source>
        <translation>另选楼层(&amp;F)…</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>Choose It by C&amp;lick</source>
        <translation>点选楼层(&amp;L)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>Answers the &amp;Article</source>
        <translation>回复的是正文(&amp;A)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>Is N&amp;o Reply</source>
        <translation>不是回复(&amp;O)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>&amp;Suggest Floors It May Answer</source>
        <translation>推测可能回复的楼层(&amp;S)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>Ask the &amp;Rules Again</source>
        <translation>重新按规则判断(&amp;R)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>Flat, in &amp;Floor Order</source>
        <translation>平铺，按楼层顺序(&amp;F)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>Only &amp;This Person</source>
        <translation>只看此人(&amp;T)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>All Li&amp;kely Replies in the Tree</source>
        <translation>按所有可能的回复排列(&amp;K)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>&amp;Only Sure Replies in the Tree</source>
        <translation>只按确定的回复排列(&amp;O)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>Only Replies the &amp;Page States</source>
        <translation>只按页面注明的回复排列(&amp;P)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>Fold &amp;Quotes</source>
        <translation>折叠引用(&amp;Q)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>&amp;Library</source>
        <translation>资料库(&amp;L)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>&amp;Inspector</source>
        <translation>详情栏(&amp;I)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>&amp;Notes</source>
        <translation>笔记(&amp;N)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>&amp;Reply</source>
        <translation>回复(&amp;R)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>Ans&amp;wers to This Floor</source>
        <translation>此楼的回复(&amp;W)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>&amp;Capture</source>
        <translation>存档(&amp;C)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>Lar&amp;ger Text</source>
        <translation>放大文字(&amp;G)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>&amp;Smaller Text</source>
        <translation>缩小文字(&amp;S)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>&amp;Usual Text Size</source>
        <translation>默认文字大小(&amp;U)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>Colours of the S&amp;ystem</source>
        <translation>跟随系统配色(&amp;Y)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>Lig&amp;ht</source>
        <translation>浅色(&amp;H)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>Full Scr&amp;een</source>
        <translation>全屏(&amp;E)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>&amp;Keyboard Shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>&amp;About Beilin</source>
        <translation>关于 Beilin(&amp;A)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>&amp;Thread</source>
        <translation>帖子(&amp;T)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>Collapse the answers, or go to the floor it answers</source>
        <translation>折叠回复，或转到所回复的楼层</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>Expand the answers</source>
        <translation>展开回复</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>Scroll, or walk through a list</source>
        <translation>滚动，或在列表中移动</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>A page further</source>
        <translation>向下一页</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>Next image; with Shift, the one before</source>
        <translation>下一张图片；按住 Shift 为上一张</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>First and last floor</source>
        <translation>第一楼和最后一楼</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>Next hit while words are marked; with Shift, the one before</source>
        <translation>有标记时到下一处；按住 Shift 到上一处</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>In the search field: what was searched for before</source>
        <translation>在搜索框中：以前搜过的内容</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>Save the note and return to the thread</source>
        <translation>保存笔记并回到帖子</translation>
    </message>
    <message>
        <location filename="../../desktop/actions.py"/>
        <source>Leave a search, return to where one was</source>
        <translation>离开搜索，回到原处</translation>
    </message>
</context>
<context>
    <name>AnswerDelegate</name>
    <message>
        <location filename="../../desktop/delegates/answer_delegate.py"/>
        <source>level {level}</source>
        <translation>第 {level} 级</translation>
    </message>
    <message>
        <location filename="../../desktop/delegates/answer_delegate.py"/>
        <source>answers it too</source>
        <translation>也回复此楼</translation>
    </message>
    <message>
        <location filename="../../desktop/delegates/answer_delegate.py"/>
        <source>likely</source>
        <translation>可能</translation>
    </message>
</context>
<context>
    <name>AnswersModel</name>
    <message>
        <location filename="../../desktop/models/answers_model.py"/>
        <source>This floor could not be read.</source>
        <translation>无法读取此楼。</translation>
    </message>
    <message>
        <location filename="../../desktop/models/answers_model.py"/>
        <source>level {level}</source>
        <translation>第 {level} 级</translation>
    </message>
    <message>
        <location filename="../../desktop/models/answers_model.py"/>
        <source>also answers it</source>
        <translation>也回复此楼</translation>
    </message>
    <message>
        <location filename="../../desktop/models/answers_model.py"/>
        <source>likely</source>
        <translation>可能</translation>
    </message>
    <message>
        <location filename="../../desktop/models/answers_model.py"/>
        <source>{remarks}: {words}</source>
        <translation>{remarks}：{words}</translation>
    </message>
</context>
<context>
    <name>AnswersPanel</name>
    <message>
        <location filename="../../desktop/views/answers_panel.py"/>
        <source>Answers to the floor, by level</source>
        <translation>此楼的回复，按级排列</translation>
    </message>
    <message>
        <location filename="../../desktop/views/answers_panel.py"/>
        <source>Replies that place a floor in the tree</source>
        <translation>回复树按哪些回复排列</translation>
    </message>
    <message>
        <location filename="../../desktop/views/answers_panel.py"/>
        <source>Choose a floor to see who answers it, level by level.</source>
        <translation>选择一层楼，查看各级回复。</translation>
    </message>
    <message>
        <location filename="../../desktop/views/answers_panel.py"/>
        <source>{floor} · {author}</source>
        <translation>{floor} · {author}</translation>
    </message>
    <message>
        <location filename="../../desktop/views/answers_panel.py"/>
        <source>Nobody is known to answer it.</source>
        <translation>没有已知的回复。</translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/views/answers_panel.py"/>
        <source>%n answer(s)</source>
        <translation>
            <numerusform>%n 条回复</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../desktop/views/answers_panel.py"/>
        <source>{answers}, {count} with all levels</source>
        <translation>{answers}，各级共 {count} 条</translation>
    </message>
    <message>
        <location filename="../../desktop/views/answers_panel.py"/>
        <source>all likely ones</source>
        <translation>所有可能的回复</translation>
    </message>
    <message>
        <location filename="../../desktop/views/answers_panel.py"/>
        <source>sure ones only</source>
        <translation>只限确定的回复</translation>
    </message>
    <message>
        <location filename="../../desktop/views/answers_panel.py"/>
        <source>only what the page states</source>
        <translation>只限页面注明的回复</translation>
    </message>
</context>
<context>
    <name>Browsing</name>
    <message>
        <location filename="../../desktop/windows/browsing.py"/>
        <source>“{title}” is in the trash.</source>
        <translation>“{title}”已移到回收站。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/browsing.py"/>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/browsing.py"/>
        <source>“{title}” is in the library again.</source>
        <translation>“{title}”已恢复到资料库。</translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/windows/browsing.py"/>
        <source>Erase %n thread(s) and all deleted notes?</source>
        <translation>
            <numerusform>彻底删除 %n 个帖子和所有已删除的笔记？</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../desktop/windows/browsing.py"/>
        <source>Erase all deleted notes?</source>
        <translation>彻底删除所有已删除的笔记？</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/browsing.py"/>
        <source>This cannot be undone: their texts, notes and saved files leave no trace in the library. Backups made before still hold them.</source>
        <translation>此操作无法撤销：其文字、笔记和原始文件都不会在资料库中留下痕迹。以前的备份中仍有这些内容。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/browsing.py"/>
        <source>Erase for Good</source>
        <translation>彻底删除</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/browsing.py"/>
        <source>Another program reads the library; the last traces go when it closes it.</source>
        <translation>另一个程序正在读取此资料库；待其关闭后，最后的痕迹才会消失。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/browsing.py"/>
        <source>Erased: {threads}, {notes}.</source>
        <translation>已彻底删除：{threads}，{notes}。</translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/windows/browsing.py"/>
        <source>%n thread(s)</source>
        <translation>
            <numerusform>%n 个帖子</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/windows/browsing.py"/>
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n 条笔记</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../desktop/windows/browsing.py"/>
        <source>Emptying the trash</source>
        <translation>正在清空回收站</translation>
    </message>
</context>
<context>
    <name>CapturePanel</name>
    <message>
        <location filename="../../desktop/views/capture_panel.py"/>
        <source>Capture of the open thread</source>
        <translation>当前帖子的存档</translation>
    </message>
    <message>
        <location filename="../../desktop/views/capture_panel.py"/>
        <source>Where an open thread was saved from stands here.</source>
        <translation>这里显示当前帖子的存档来源。</translation>
    </message>
    <message>
        <location filename="../../desktop/views/capture_panel.py"/>
        <source>Thread</source>
        <translation>帖子</translation>
    </message>
    <message>
        <location filename="../../desktop/views/capture_panel.py"/>
        <source>Saved title</source>
        <translation>存档标题</translation>
    </message>
    <message>
        <location filename="../../desktop/views/capture_panel.py"/>
        <source>Address</source>
        <translation>网址</translation>
    </message>
    <message>
        <location filename="../../desktop/views/capture_panel.py"/>
        <source>Saved address</source>
        <translation>存档网址</translation>
    </message>
    <message>
        <location filename="../../desktop/views/capture_panel.py"/>
        <source>{found}; the page says {claimed}</source>
        <translation>{found}；页面标称 {claimed}</translation>
    </message>
    <message>
        <location filename="../../desktop/views/capture_panel.py"/>
        <source>Replies</source>
        <translation>回复</translation>
    </message>
    <message>
        <location filename="../../desktop/views/capture_panel.py"/>
        <source>Views</source>
        <translation>浏览</translation>
    </message>
    <message>
        <location filename="../../desktop/views/capture_panel.py"/>
        <source>Latest reply</source>
        <translation>最新回复</translation>
    </message>
    <message>
        <location filename="../../desktop/views/capture_panel.py"/>
        <source>Time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <location filename="../../desktop/views/capture_panel.py"/>
        <source>Capture</source>
        <translation>存档</translation>
    </message>
    <message>
        <location filename="../../desktop/views/capture_panel.py"/>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <location filename="../../desktop/views/capture_panel.py"/>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <location filename="../../desktop/views/capture_panel.py"/>
        <source>Captured</source>
        <translation>存档时间</translation>
    </message>
    <message>
        <location filename="../../desktop/views/capture_panel.py"/>
        <source>Imported</source>
        <translation>导入时间</translation>
    </message>
    <message>
        <location filename="../../desktop/views/capture_panel.py"/>
        <source>Read by</source>
        <translation>读取器</translation>
    </message>
    <message>
        <location filename="../../desktop/views/capture_panel.py"/>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <location filename="../../desktop/views/capture_panel.py"/>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <location filename="../../desktop/views/capture_panel.py"/>
        <source>Save original file…</source>
        <translation>另存原始文件…</translation>
    </message>
    <message>
        <location filename="../../desktop/views/capture_panel.py"/>
        <source>Found while reading</source>
        <translation>读取时的发现</translation>
    </message>
    <message>
        <location filename="../../desktop/views/capture_panel.py"/>
        <source>Read again…</source>
        <translation>重新读取…</translation>
    </message>
</context>
<context>
    <name>Chooser</name>
    <message>
        <location filename="../../desktop/windows/choosing.py"/>
        <source>Pictures (*.png *.jpg *.jpeg *.gif *.webp)</source>
        <translation>图片 (*.png *.jpg *.jpeg *.gif *.webp)</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/choosing.py"/>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/choosing.py"/>
        <source>Beilin libraries (*.beilin)</source>
        <translation>Beilin 资料库 (*.beilin)</translation>
    </message>
</context>
<context>
    <name>Citing</name>
    <message>
        <location filename="../../desktop/windows/citing.py"/>
        <source>latest reply {time}</source>
        <translation>最新回复 {time}</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/citing.py"/>
        <source>capture {digest}</source>
        <translation>存档 {digest}</translation>
    </message>
</context>
<context>
    <name>Deciding</name>
    <message>
        <location filename="../../desktop/windows/deciding.py"/>
        <source>A floor cannot answer itself.</source>
        <translation>楼层不能回复自己。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/deciding.py"/>
        <source>This thread has no floor “{label}”.</source>
        <translation>此帖没有“{label}”楼。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/deciding.py"/>
        <source>Click the floor, or the article, that {floor} answers.</source>
        <translation>请点选{floor}所回复的楼层或正文。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/deciding.py"/>
        <source>Esc leaves everything as it is.</source>
        <translation>按 Esc 保持原样。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/deciding.py"/>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>Decisions</name>
    <message>
        <location filename="../../desktop/decisions.py"/>
        <source>confirm reply</source>
        <translation>确认回复</translation>
    </message>
    <message>
        <location filename="../../desktop/decisions.py"/>
        <source>reject reply</source>
        <translation>否定回复</translation>
    </message>
    <message>
        <location filename="../../desktop/decisions.py"/>
        <source>choose whom it answers</source>
        <translation>选择回复对象</translation>
    </message>
    <message>
        <location filename="../../desktop/decisions.py"/>
        <source>mark as no reply</source>
        <translation>标为不是回复</translation>
    </message>
    <message>
        <location filename="../../desktop/decisions.py"/>
        <source>ask the rules again</source>
        <translation>重新按规则判断</translation>
    </message>
</context>
<context>
    <name>DropVeil</name>
    <message>
        <location filename="../../desktop/views/drop_veil.py"/>
        <source>Drop to import</source>
        <translation>松开即可导入</translation>
    </message>
</context>
<context>
    <name>EditAliases</name>
    <message>
        <location filename="../../desktop/windows/dialogs/aliases.py"/>
        <source>Aliases</source>
        <translation>别名</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/aliases.py"/>
        <source>&amp;Look for these words in each other's place</source>
        <translation>搜索时把这些词视为同一个词(&amp;L)</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/aliases.py"/>
        <source>colour = color</source>
        <translation>芯片=晶片</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/aliases.py"/>
        <source>Words that mean the same, one group a line</source>
        <translation>意思相同的词，每行一组</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/aliases.py"/>
        <source>Add Well-&amp;Known Pairs</source>
        <translation>添加常见的对应词(&amp;K)</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/aliases.py"/>
        <source>What is called otherwise on the mainland and in Taiwan</source>
        <translation>大陆与台湾叫法不同的词</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/aliases.py"/>
        <source>Write “=” between words, such as colour = color. Traditional and Simplified are one word; a word marked by “=” in a search is looked for alone.</source>
        <translation>词与词之间写“=”，例如“芯片=晶片”。简体与繁体算作同一个词；搜索时前面写“=”的词只查它本身。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/aliases.py"/>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/aliases.py"/>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>EditThread</name>
    <message>
        <location filename="../../desktop/windows/dialogs/edit_thread.py"/>
        <source>Title and Source</source>
        <translation>标题和来源</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/edit_thread.py"/>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/edit_thread.py"/>
        <source>Source address</source>
        <translation>来源网址</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/edit_thread.py"/>
        <source>What was captured is kept and never changed.</source>
        <translation>存档中的内容会原样保留，绝不改动。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/edit_thread.py"/>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/edit_thread.py"/>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/edit_thread.py"/>
        <source>Captured: {text}</source>
        <translation>存档中：{text}</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/edit_thread.py"/>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/edit_thread.py"/>
        <source>Use this</source>
        <translation>用此内容</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/edit_thread.py"/>
        <source>Use the captured words: {name}</source>
        <translation>使用存档中的内容：{name}</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <location filename="../../desktop/views/empty_state.py"/>
        <source>Open files…</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <location filename="../../desktop/views/empty_state.py"/>
        <source>Try the sample</source>
        <translation>试用示例</translation>
    </message>
    <message>
        <location filename="../../desktop/views/empty_state.py"/>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <location filename="../../desktop/views/empty_state.py"/>
        <source>Choose where it is…</source>
        <translation>指定其位置…</translation>
    </message>
    <message>
        <location filename="../../desktop/views/empty_state.py"/>
        <source>Create a new library…</source>
        <translation>新建资料库…</translation>
    </message>
    <message>
        <location filename="../../desktop/views/empty_state.py"/>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <location filename="../../desktop/views/empty_state.py"/>
        <source>Opening the library…</source>
        <translation>正在打开资料库…</translation>
    </message>
    <message>
        <location filename="../../desktop/views/empty_state.py"/>
        <source>Drop saved threads here</source>
        <translation>把保存的帖子拖到这里</translation>
    </message>
    <message>
        <location filename="../../desktop/views/empty_state.py"/>
        <source>Drop files or a whole folder on this window, open files, paste a copied page, or try the sample.</source>
        <translation>把文件或整个文件夹拖到此窗口，也可以打开文件、粘贴复制的网页，或先试用示例。</translation>
    </message>
    <message>
        <location filename="../../desktop/views/empty_state.py"/>
        <source>This library is empty</source>
        <translation>此资料库是空的</translation>
    </message>
    <message>
        <location filename="../../desktop/views/empty_state.py"/>
        <source>It can only be read, so nothing can be added to it.</source>
        <translation>它是只读的，无法添加内容。</translation>
    </message>
    <message>
        <location filename="../../desktop/views/empty_state.py"/>
        <source>Choose a thread</source>
        <translation>请选择一个帖子</translation>
    </message>
    <message>
        <location filename="../../desktop/views/empty_state.py"/>
        <source>The list on the left holds what was saved; search finds any word of it.</source>
        <translation>左侧列表是已保存的内容；搜索可找到其中任何字词。</translation>
    </message>
</context>
<context>
    <name>FacetsView</name>
    <message>
        <location filename="../../desktop/views/facets_view.py"/>
        <source>More: {what}</source>
        <translation>更多：{what}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/views/facets_view.py"/>
        <source>%n hit(s)</source>
        <translation>
            <numerusform>%n 处</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/views/facets_view.py"/>
        <source>at least %n hit(s)</source>
        <translation>
            <numerusform>至少 %n 处</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../desktop/views/facets_view.py"/>
        <source>Take out again</source>
        <translation>再按取消</translation>
    </message>
    <message>
        <location filename="../../desktop/views/facets_view.py"/>
        <source>Narrow the search</source>
        <translation>缩小搜索范围</translation>
    </message>
    <message>
        <location filename="../../desktop/views/facets_view.py"/>
        <source>People</source>
        <translation>作者</translation>
    </message>
    <message>
        <location filename="../../desktop/views/facets_view.py"/>
        <source>Boards</source>
        <translation>版块</translation>
    </message>
    <message>
        <location filename="../../desktop/views/facets_view.py"/>
        <source>Years</source>
        <translation>年份</translation>
    </message>
    <message>
        <location filename="../../desktop/views/facets_view.py"/>
        <source>Notes</source>
        <translation>笔记</translation>
    </message>
    <message>
        <location filename="../../desktop/views/facets_view.py"/>
        <source>with a note</source>
        <translation>有笔记</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <location filename="../../desktop/views/find_bar.py"/>
        <source>Find in this thread</source>
        <translation>在此帖中查找</translation>
    </message>
    <message>
        <location filename="../../desktop/views/find_bar.py"/>
        <source>Previous match</source>
        <translation>上一处</translation>
    </message>
    <message>
        <location filename="../../desktop/views/find_bar.py"/>
        <source>Next match</source>
        <translation>下一处</translation>
    </message>
    <message>
        <location filename="../../desktop/views/find_bar.py"/>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <location filename="../../desktop/views/find_bar.py"/>
        <source>no match</source>
        <translation>没有匹配</translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/views/find_bar.py"/>
        <source>%n match(es)</source>
        <translation>
            <numerusform>%n 处匹配</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../desktop/views/find_bar.py"/>
        <source>{current} of {total}</source>
        <translation>第 {current}/{total} 处</translation>
    </message>
</context>
<context>
    <name>GoToFloor</name>
    <message>
        <location filename="../../desktop/windows/dialogs/go_to_floor.py"/>
        <source>Go to Floor</source>
        <translation>转到楼层</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/go_to_floor.py"/>
        <source>Floor</source>
        <translation>楼层</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/go_to_floor.py"/>
        <source>Number as it is printed, like 12</source>
        <translation>页面上的楼号，如 12</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/go_to_floor.py"/>
        <source>Go</source>
        <translation>转到</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/go_to_floor.py"/>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/go_to_floor.py"/>
        <source>This thread has no floor “{label}”.</source>
        <translation>此帖没有“{label}”楼。</translation>
    </message>
</context>
<context>
    <name>ImportBar</name>
    <message>
        <location filename="../../desktop/views/import_bar.py"/>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <location filename="../../desktop/views/import_bar.py"/>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <location filename="../../desktop/views/import_bar.py"/>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <location filename="../../desktop/views/import_bar.py"/>
        <source>Open the report</source>
        <translation>打开报告</translation>
    </message>
    <message>
        <location filename="../../desktop/views/import_bar.py"/>
        <source>Copy the report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <location filename="../../desktop/views/import_bar.py"/>
        <source>Dismiss the report</source>
        <translation>关闭报告</translation>
    </message>
    <message>
        <location filename="../../desktop/views/import_bar.py"/>
        <source>What became of each file</source>
        <translation>每个文件的结果</translation>
    </message>
    <message>
        <location filename="../../desktop/views/import_bar.py"/>
        <source>{done} of {total}</source>
        <translation>{done}/{total}</translation>
    </message>
    <message>
        <location filename="../../desktop/views/import_bar.py"/>
        <source>{rate} a second</source>
        <translation>每秒 {rate} 个</translation>
    </message>
    <message>
        <location filename="../../desktop/views/import_bar.py"/>
        <source>Stopping; what was imported stays</source>
        <translation>正在停止；已导入的内容会保留</translation>
    </message>
    <message>
        <location filename="../../desktop/views/import_bar.py"/>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/views/import_bar.py"/>
        <source>%n second(s) left</source>
        <translation>
            <numerusform>剩余 %n 秒</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/views/import_bar.py"/>
        <source>%n minute(s) left</source>
        <translation>
            <numerusform>剩余 %n 分钟</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportFiles</name>
    <message>
        <location filename="../../desktop/windows/dialogs/import_files.py"/>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/import_files.py"/>
        <source>Choose for each file</source>
        <translation>逐个文件自动选择</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/import_files.py"/>
        <source>Find out for each file</source>
        <translation>逐个文件自动识别</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/import_files.py"/>
        <source>&amp;Only tell what would happen, and write nothing</source>
        <translation>只预览结果，不写入任何内容(&amp;O)</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/import_files.py"/>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/import_files.py"/>
        <source>&amp;Files and folders</source>
        <translation>文件与文件夹(&amp;F)</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/import_files.py"/>
        <source>Add Files…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/import_files.py"/>
        <source>Add Files</source>
        <translation>添加文件</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/import_files.py"/>
        <source>Add Folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/import_files.py"/>
        <source>Add a Folder</source>
        <translation>添加文件夹</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/import_files.py"/>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/import_files.py"/>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/windows/dialogs/import_files.py"/>
        <source>%n chosen</source>
        <translation>
            <numerusform>已选 %n 项</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportReports</name>
    <message>
        <location filename="../../desktop/windows/dialogs/import_reports.py"/>
        <source>Import Reports</source>
        <translation>导入报告</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/import_reports.py"/>
        <source>Past imports, the newest first</source>
        <translation>以往的导入，最新的在前</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/import_reports.py"/>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Importing</name>
    <message>
        <location filename="../../desktop/windows/importing.py"/>
        <source>Open Saved Threads</source>
        <translation>打开保存的帖子</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/importing.py"/>
        <source>Import a Folder of Saved Threads</source>
        <translation>导入存有帖子的文件夹</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/importing.py"/>
        <source>Looking what would happen…</source>
        <translation>正在预览…</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/importing.py"/>
        <source>Importing…</source>
        <translation>正在导入…</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/importing.py"/>
        <source>This library can only be read; nothing was imported.</source>
        <translation>此资料库是只读的；未导入任何内容。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/importing.py"/>
        <source>Open or create a library in a place you may write to.</source>
        <translation>请在您有写入权限的位置打开或新建资料库。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/importing.py"/>
        <source>What was pasted was not imported.</source>
        <translation>粘贴的内容未导入。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/importing.py"/>
        <source>{name} was not imported.</source>
        <translation>{name} 未导入。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/importing.py"/>
        <source>“{title}” was here already; nothing was changed.</source>
        <translation>“{title}”早已在资料库中；未作任何改动。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/importing.py"/>
        <source>“{title}” is up to date: {replies}.</source>
        <translation>“{title}”已更新：{replies}。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/importing.py"/>
        <source>“{title}” is in the library: {replies}.</source>
        <translation>“{title}”已存入资料库：{replies}。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/pasting.py"/>
        <source>Beilin fetches no address; nothing was imported.</source>
        <translation>Beilin 不会访问网址；未导入任何内容。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/pasting.py"/>
        <source>Save the page and drop the file here, or copy the page and paste it.</source>
        <translation>请保存页面后把文件拖到这里，或复制页面再粘贴。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/pasting.py"/>
        <source>This is a picture alone; nothing was imported.</source>
        <translation>这只是一张图片；未导入任何内容。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/pasting.py"/>
        <source>To put it where an image is missing, choose that place in the thread first. To bring a thread in, copy its page.</source>
        <translation>要补上缺失的图片，请先在帖子中选中它的位置。要导入帖子，请复制它的页面。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/pasting.py"/>
        <source>The clipboard holds no text and no files.</source>
        <translation>剪贴板中没有文字，也没有文件。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/pasting.py"/>
        <source>Choose everything on the page of the thread, copy it, and paste it here.</source>
        <translation>请在帖子页面上全选并复制，再粘贴到这里。</translation>
    </message>
</context>
<context>
    <name>Keeping</name>
    <message>
        <location filename="../../desktop/windows/keeping.py"/>
        <source>Bringing the search index up to date</source>
        <translation>正在更新搜索索引</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/keeping.py"/>
        <source>Back Up Library</source>
        <translation>备份资料库</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/keeping.py"/>
        <source>Backing up, and comparing the copy</source>
        <translation>正在备份并核对副本</translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/windows/keeping.py"/>
        <source>%n thread(s)</source>
        <translation>
            <numerusform>%n 个帖子</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/windows/keeping.py"/>
        <source>%n post(s)</source>
        <translation>
            <numerusform>%n 个楼层</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/windows/keeping.py"/>
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n 条笔记</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/windows/keeping.py"/>
        <source>%n saved file(s)</source>
        <translation>
            <numerusform>%n 个原始文件</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../desktop/windows/keeping.py"/>
        <source>Backed up to {path} ({size}).</source>
        <translation>已备份到 {path}（{size}）。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/keeping.py"/>
        <source>The copy was read again and is the same: {counts}.</source>
        <translation>已重新读取副本，内容一致：{counts}。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/keeping.py"/>
        <source>Checking the library</source>
        <translation>正在检查资料库</translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/windows/keeping.py"/>
        <source>%n saved file(s) verified ({size})</source>
        <translation>
            <numerusform>已核实 %n 个原始文件（{size}）</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../desktop/windows/keeping.py"/>
        <source>{indexed} of {posts} posts in the search index</source>
        <translation>{posts} 个楼层中有 {indexed} 个在搜索索引中</translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/windows/keeping.py"/>
        <source>%n saved file(s) damaged</source>
        <translation>
            <numerusform>%n 个原始文件已损坏</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../desktop/windows/keeping.py"/>
        <source>The library is sound.</source>
        <translation>资料库完好。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/keeping.py"/>
        <source>Nothing in it was changed.</source>
        <translation>其中内容未作任何改动。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/keeping.py"/>
        <source>The library needs care.</source>
        <translation>资料库需要处理。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/keeping.py"/>
        <source>Nothing in it was changed. Keep a copy of the file before anything else, and look for what is damaged in a backup.</source>
        <translation>其中内容未作任何改动。请先为文件留一份副本，再到备份中寻找损坏的内容。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/keeping.py"/>
        <source>Check of the Library</source>
        <translation>资料库检查</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/keeping.py"/>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/keeping.py"/>
        <source>Save Original File</source>
        <translation>另存原始文件</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/keeping.py"/>
        <source>Saved {path} ({size}), as it was captured.</source>
        <translation>已另存为 {path}（{size}），与存档时完全相同。</translation>
    </message>
</context>
<context>
    <name>LibraryModel</name>
    <message numerus="yes">
        <location filename="../../desktop/models/library_model.py"/>
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n 条笔记</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/models/library_model.py"/>
        <source>%n missing image(s)</source>
        <translation>
            <numerusform>%n 张缺失的图片</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LibraryView</name>
    <message>
        <location filename="../../desktop/views/library_view.py"/>
        <source>Order of the list</source>
        <translation>列表排序</translation>
    </message>
    <message>
        <location filename="../../desktop/views/library_view.py"/>
        <source>Upwards</source>
        <translation>升序</translation>
    </message>
    <message>
        <location filename="../../desktop/views/library_view.py"/>
        <source>Threads</source>
        <translation>帖子</translation>
    </message>
    <message>
        <location filename="../../desktop/views/library_view.py"/>
        <source>All threads</source>
        <translation>全部帖子</translation>
    </message>
    <message>
        <location filename="../../desktop/views/library_view.py"/>
        <source>With notes</source>
        <translation>有笔记</translation>
    </message>
    <message>
        <location filename="../../desktop/views/library_view.py"/>
        <source>Missing images</source>
        <translation>缺失图片</translation>
    </message>
    <message>
        <location filename="../../desktop/views/library_view.py"/>
        <source>Trash</source>
        <translation>回收站</translation>
    </message>
    <message>
        <location filename="../../desktop/views/library_view.py"/>
        <source>Last imported</source>
        <translation>最近导入</translation>
    </message>
    <message>
        <location filename="../../desktop/views/library_view.py"/>
        <source>Latest reply</source>
        <translation>最新回复</translation>
    </message>
    <message>
        <location filename="../../desktop/views/library_view.py"/>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <location filename="../../desktop/views/library_view.py"/>
        <source>Site or board</source>
        <translation>网站或版块</translation>
    </message>
    <message>
        <location filename="../../desktop/views/library_view.py"/>
        <source>Number of replies</source>
        <translation>回复数</translation>
    </message>
    <message>
        <location filename="../../desktop/views/library_view.py"/>
        <source>Number of notes</source>
        <translation>笔记数</translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/views/library_view.py"/>
        <source>%n thread(s)</source>
        <translation>
            <numerusform>%n 个帖子</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../desktop/views/library_view.py"/>
        <source>No thread is here yet.</source>
        <translation>这里还没有帖子。</translation>
    </message>
    <message>
        <location filename="../../desktop/views/library_view.py"/>
        <source>No thread has notes yet.</source>
        <translation>还没有带笔记的帖子。</translation>
    </message>
    <message>
        <location filename="../../desktop/views/library_view.py"/>
        <source>No thread has lost an image.</source>
        <translation>没有缺失图片的帖子。</translation>
    </message>
    <message>
        <location filename="../../desktop/views/library_view.py"/>
        <source>The trash is empty.</source>
        <translation>回收站是空的。</translation>
    </message>
</context>
<context>
    <name>LinkDialog</name>
    <message>
        <location filename="../../desktop/windows/dialogs/link.py"/>
        <source>Link</source>
        <translation>链接</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/link.py"/>
        <source>This link of the saved page leads to:</source>
        <translation>存档页面中的这个链接指向：</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/link.py"/>
        <source>Address</source>
        <translation>网址</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/link.py"/>
        <source>Beilin opens nothing itself. Your browser would tell that site that you came; what is there now may be other than what was saved.</source>
        <translation>Beilin 自己不会打开它。若用浏览器打开，对方网站会知道您来过；现在那里的内容也可能与当初保存的不同。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/link.py"/>
        <source>This is no address of the web, so it can only be copied.</source>
        <translation>这不是网页地址，只能复制。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/link.py"/>
        <source>Copy Link Address</source>
        <translation>复制链接网址</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/link.py"/>
        <source>Open in Browser</source>
        <translation>用浏览器打开</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/link.py"/>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <location filename="../../desktop/windows/leaving.py"/>
        <source>Stop what is under way, and close?</source>
        <translation>停止正在进行的操作并关闭？</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/leaving.py"/>
        <source>What is finished stays, and nothing half done is left behind.</source>
        <translation>已完成的会保留，不会留下半成品。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/leaving.py"/>
        <source>Stop and Close</source>
        <translation>停止并关闭</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/leaving.py"/>
        <source>the library could not be written.</source>
        <translation>资料库无法写入。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/main_window.py"/>
        <source>This library can only be read: notes and imports are not possible.</source>
        <translation>此资料库是只读的：无法写笔记，也无法导入。</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <location filename="../../desktop/views/message_bar.py"/>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <location filename="../../desktop/views/message_bar.py"/>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <location filename="../../desktop/views/message_bar.py"/>
        <source>Dismiss this message</source>
        <translation>关闭此消息</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <location filename="../../desktop/messages.py"/>
        <source>{headline} {advice}</source>
        <translation>{headline}{advice}</translation>
    </message>
</context>
<context>
    <name>NameSearch</name>
    <message>
        <location filename="../../desktop/windows/dialogs/name_search.py"/>
        <source>Name of the search</source>
        <translation>搜索的名称</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/name_search.py"/>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/name_search.py"/>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>NoteDelegate</name>
    <message>
        <location filename="../../desktop/delegates/note_delegate.py"/>
        <source>needs review</source>
        <translation>需要复核</translation>
    </message>
</context>
<context>
    <name>NotesModel</name>
    <message>
        <location filename="../../desktop/models/notes_model.py"/>
        <source>Article</source>
        <translation>正文</translation>
    </message>
</context>
<context>
    <name>NotesPanel</name>
    <message>
        <location filename="../../desktop/views/notes_panel.py"/>
        <source>New note</source>
        <translation>新建笔记</translation>
    </message>
    <message>
        <location filename="../../desktop/views/notes_panel.py"/>
        <source>Delete this note</source>
        <translation>删除此笔记</translation>
    </message>
    <message>
        <location filename="../../desktop/views/notes_panel.py"/>
        <source>Notes of this thread</source>
        <translation>此帖的笔记</translation>
    </message>
    <message>
        <location filename="../../desktop/views/notes_panel.py"/>
        <source>Words of the note</source>
        <translation>笔记内容</translation>
    </message>
    <message>
        <location filename="../../desktop/views/notes_panel.py"/>
        <source>Write here. It is saved as you type, for you alone.</source>
        <translation>在这里书写。随写随存，仅您可见。</translation>
    </message>
    <message>
        <location filename="../../desktop/views/notes_panel.py"/>
        <source>No notes yet. Choose a floor or some words and press N to write one.</source>
        <translation>还没有笔记。选中一个楼层或一些文字，按 N 即可书写。</translation>
    </message>
    <message>
        <location filename="../../desktop/views/notes_panel.py"/>
        <source>The notes of a thread stand here.</source>
        <translation>这里显示帖子的笔记。</translation>
    </message>
    <message>
        <location filename="../../desktop/views/notes_panel.py"/>
        <source>Note on the article</source>
        <translation>正文的笔记</translation>
    </message>
    <message>
        <location filename="../../desktop/views/notes_panel.py"/>
        <source>Note on {floor}</source>
        <translation>{floor}的笔记</translation>
    </message>
    <message>
        <location filename="../../desktop/views/notes_panel.py"/>
        <source>Not saved; the words are still here</source>
        <translation>尚未保存；文字仍在这里</translation>
    </message>
    <message>
        <location filename="../../desktop/views/notes_panel.py"/>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <location filename="../../desktop/views/notes_panel.py"/>
        <source>Saved {when}</source>
        <translation>保存于 {when}</translation>
    </message>
</context>
<context>
    <name>Noting</name>
    <message>
        <location filename="../../desktop/windows/noting.py"/>
        <source>The note is deleted.</source>
        <translation>笔记已删除。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/noting.py"/>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/noting.py"/>
        <source>What you typed is kept as a note of its own.</source>
        <translation>您输入的内容已另存为一条笔记。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/noting.py"/>
        <source>The words of your note are kept, and tried again by and by.</source>
        <translation>您写的内容仍在，稍后会再次尝试保存。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/noting.py"/>
        <source>Show the note</source>
        <translation>显示笔记</translation>
    </message>
</context>
<context>
    <name>Offers</name>
    <message>
        <location filename="../../desktop/models/offers_model.py"/>
        <source>Clear these</source>
        <translation>清除这些记录</translation>
    </message>
    <message>
        <location filename="../../desktop/models/offers_model.py"/>
        <source>narrows</source>
        <translation>限定</translation>
    </message>
    <message>
        <location filename="../../desktop/models/offers_model.py"/>
        <source>choice</source>
        <translation>选项</translation>
    </message>
    <message>
        <location filename="../../desktop/models/offers_model.py"/>
        <source>person</source>
        <translation>作者</translation>
    </message>
    <message>
        <location filename="../../desktop/models/offers_model.py"/>
        <source>board</source>
        <translation>版块</translation>
    </message>
    <message>
        <location filename="../../desktop/models/offers_model.py"/>
        <source>thread</source>
        <translation>帖子</translation>
    </message>
    <message>
        <location filename="../../desktop/models/offers_model.py"/>
        <source>tag</source>
        <translation>标签</translation>
    </message>
</context>
<context>
    <name>Operations</name>
    <message>
        <location filename="../../desktop/operations.py"/>
        <source>edit aliases</source>
        <translation>编辑别名</translation>
    </message>
    <message>
        <location filename="../../desktop/operations.py"/>
        <source>new note</source>
        <translation>新建笔记</translation>
    </message>
    <message>
        <location filename="../../desktop/operations.py"/>
        <source>edit note</source>
        <translation>编辑笔记</translation>
    </message>
    <message>
        <location filename="../../desktop/operations.py"/>
        <source>delete note</source>
        <translation>删除笔记</translation>
    </message>
    <message>
        <location filename="../../desktop/operations.py"/>
        <source>move to trash</source>
        <translation>移到回收站</translation>
    </message>
    <message>
        <location filename="../../desktop/operations.py"/>
        <source>restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <location filename="../../desktop/operations.py"/>
        <source>edit title and source</source>
        <translation>编辑标题和来源</translation>
    </message>
    <message>
        <location filename="../../desktop/pictures.py"/>
        <source>attach image</source>
        <translation>附上图片</translation>
    </message>
    <message>
        <location filename="../../desktop/pictures.py"/>
        <source>replace image</source>
        <translation>更换图片</translation>
    </message>
    <message>
        <location filename="../../desktop/pictures.py"/>
        <source>detach image</source>
        <translation>取下图片</translation>
    </message>
</context>
<context>
    <name>Panes</name>
    <message>
        <location filename="../../desktop/windows/panes.py"/>
        <source>Inspector</source>
        <translation>详情栏</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/panes.py"/>
        <source>Notes</source>
        <translation>笔记</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/panes.py"/>
        <source>Reply</source>
        <translation>回复</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/panes.py"/>
        <source>Answers</source>
        <translation>各级回复</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/panes.py"/>
        <source>Capture</source>
        <translation>存档</translation>
    </message>
</context>
<context>
    <name>PastImports</name>
    <message>
        <location filename="../../desktop/models/past_imports.py"/>
        <source>Nothing</source>
        <translation>无</translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/models/past_imports.py"/>
        <source>{name} and %n more</source>
        <translation>
            <numerusform>{name} 等，另有 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../desktop/models/past_imports.py"/>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <location filename="../../desktop/models/past_imports.py"/>
        <source>Under way</source>
        <translation>正在进行</translation>
    </message>
    <message>
        <location filename="../../desktop/models/past_imports.py"/>
        <source>Cut off</source>
        <translation>已中断</translation>
    </message>
    <message>
        <location filename="../../desktop/models/past_imports.py"/>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <location filename="../../desktop/models/past_imports.py"/>
        <source>Ended by an error</source>
        <translation>因错误结束</translation>
    </message>
</context>
<context>
    <name>PersonBar</name>
    <message>
        <location filename="../../desktop/views/person_bar.py"/>
        <source>Show all floors</source>
        <translation>显示所有楼层</translation>
    </message>
    <message>
        <location filename="../../desktop/views/person_bar.py"/>
        <source>Esc shows all floors again</source>
        <translation>按 Esc 重新显示所有楼层</translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/views/person_bar.py"/>
        <source>%n floor(s)</source>
        <translation>
            <numerusform>%n 层</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/views/person_bar.py"/>
        <source>%n that they answer</source>
        <translation>
            <numerusform>所回复的 %n 层</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../desktop/views/person_bar.py"/>
        <source>Only {name}: {floors}, and {others}, dimmed</source>
        <translation>只看“{name}”：{floors}，另有 {others}（淡色）</translation>
    </message>
    <message>
        <location filename="../../desktop/views/person_bar.py"/>
        <source>Only {name}: {floors}</source>
        <translation>只看“{name}”：{floors}</translation>
    </message>
</context>
<context>
    <name>PictureViewer</name>
    <message>
        <location filename="../../desktop/windows/dialogs/picture_viewer.py"/>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/picture_viewer.py"/>
        <source>Decoding the picture…</source>
        <translation>正在解码图片…</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/picture_viewer.py"/>
        <source>Fit</source>
        <translation>适合窗口</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/picture_viewer.py"/>
        <source>100 %</source>
        <translation>100 %</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/picture_viewer.py"/>
        <source>Save Picture As…</source>
        <translation>图片另存为…</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/picture_viewer.py"/>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/picture_viewer.py"/>
        <source>{width} × {height} pixels, {percent} %</source>
        <translation>{width} × {height} 像素，{percent} %</translation>
    </message>
</context>
<context>
    <name>Picturing</name>
    <message>
        <location filename="../../desktop/windows/picturing.py"/>
        <source>Save Picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/picturing.py"/>
        <source>Saved {path} ({size}), the picture as it was kept.</source>
        <translation>已保存 {path}（{size}），与资料库中的图片完全一致。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/picturing.py"/>
        <source>Attach Image</source>
        <translation>附上图片</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/picturing.py"/>
        <source>The pasted picture</source>
        <translation>粘贴的图片</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/picturing.py"/>
        <source>{reason} Nothing was attached.</source>
        <translation>{reason} 未附上任何图片。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/picturing.py"/>
        <source>The dropped picture</source>
        <translation>拖入的图片</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/picturing.py"/>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <location filename="../../desktop/windows/dialogs/preferences.py"/>
        <source>Preferences</source>
        <translation>偏好设置</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/preferences.py"/>
        <source>&amp;Watch a folder</source>
        <translation>监视文件夹(&amp;W)</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/preferences.py"/>
        <source>&amp;Remember what I search for</source>
        <translation>记住搜索过的内容(&amp;R)</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/preferences.py"/>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/preferences.py"/>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/preferences.py"/>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/preferences.py"/>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/preferences.py"/>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/preferences.py"/>
        <source>Clear what was searched for</source>
        <translation>清除搜索记录</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/preferences.py"/>
        <source>The watched folder</source>
        <translation>被监视的文件夹</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/preferences.py"/>
        <source>No folder is chosen</source>
        <translation>尚未选择文件夹</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/preferences.py"/>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/preferences.py"/>
        <source>Choose the folder to watch</source>
        <translation>选择要监视的文件夹</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/preferences.py"/>
        <source>Saved pages that come into it, or into folders below it, are imported by themselves while Beilin is open; what came meanwhile, when it starts.</source>
        <translation>Beilin 打开时，存入此文件夹或其子文件夹的页面会自动导入；关闭期间存入的，在启动时导入。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/preferences.py"/>
        <source>Watch a Folder</source>
        <translation>监视文件夹</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/preferences.py"/>
        <source>The library lies in this file</source>
        <translation>资料库所在的文件</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/preferences.py"/>
        <source>Open another…</source>
        <translation>打开其他…</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/preferences.py"/>
        <source>Open another library</source>
        <translation>打开其他资料库</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/preferences.py"/>
        <source>New library…</source>
        <translation>新建资料库…</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/preferences.py"/>
        <source>All threads, the saved originals and your notes are in it. To move it, close Beilin, move the file, and open it from its new place.</source>
        <translation>所有帖子、原始文件和您的笔记都在其中。要移动它，请先关闭 Beilin，移动文件，再从新位置打开。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/preferences.py"/>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/preferences.py"/>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/preferences.py"/>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/preferences.py"/>
        <source>{size} pixels</source>
        <translation>{size} 像素</translation>
    </message>
</context>
<context>
    <name>Previewing</name>
    <message>
        <location filename="../../desktop/windows/previews.py"/>
        <source>Quoted words; whose they are is not known</source>
        <translation>引用的文字，出自何人不详</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/previews.py"/>
        <source>the opening post</source>
        <translation>正文</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/previews.py"/>
        <source>{time}, seen in a quote</source>
        <translation>{time}（见于引用）</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/previews.py"/>
        <source>{time}, inferred</source>
        <translation>{time}（推断）</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/previews.py"/>
        <source>It holds no words.</source>
        <translation>此楼没有文字。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/previews.py"/>
        <source>not in this capture</source>
        <translation>此存档中没有</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/previews.py"/>
        <source>Nobody quotes it, so none of its words are known.</source>
        <translation>没有楼层引用它，因此不知道其内容。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/previews.py"/>
        <source>Text preserved in the quote of {floors}</source>
        <translation>文字见于{floors}的引用</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/previews.py"/>
        <source>the article</source>
        <translation>正文</translation>
    </message>
</context>
<context>
    <name>Program</name>
    <message>
        <location filename="../../desktop/app.py"/>
        <source>The language changes when what is under way has ended.</source>
        <translation>正在进行的操作结束后，语言就会更改。</translation>
    </message>
    <message>
        <location filename="../../desktop/app.py"/>
        <source>No font on this system holds Chinese characters.</source>
        <translation>此系统中没有含汉字的字体。</translation>
    </message>
    <message>
        <location filename="../../desktop/app.py"/>
        <source>Install one (on Debian or Ubuntu: sudo apt install fonts-noto-cjk) and start Beilin again.</source>
        <translation>请安装一种（在 Debian 或 Ubuntu 上：sudo apt install fonts-noto-cjk），然后重新启动 Beilin。</translation>
    </message>
    <message>
        <location filename="../../desktop/app.py"/>
        <source>This library is open.</source>
        <translation>此资料库已打开。</translation>
    </message>
    <message>
        <location filename="../../desktop/app.py"/>
        <source>That library is open in another window, which comes forward.</source>
        <translation>该资料库已在另一个窗口中打开，现将其移到前面。</translation>
    </message>
</context>
<context>
    <name>Question</name>
    <message>
        <location filename="../../desktop/windows/dialogs/question.py"/>
        <source>Beilin</source>
        <translation>Beilin</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/question.py"/>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>ReadAgain</name>
    <message>
        <location filename="../../desktop/windows/dialogs/read_again.py"/>
        <source>Read Again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/read_again.py"/>
        <source>Read {name} once more</source>
        <translation>再次读取 {name}</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/read_again.py"/>
        <source>The saved bytes stay what they are; what was read of them is replaced. Notes follow their words, and attached images stay in their places.</source>
        <translation>保存的字节不变；从中读出的内容会被替换。笔记仍跟随所注的文字，附上的图片留在原处。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/read_again.py"/>
        <source>Automatic: the reader that is surest</source>
        <translation>自动：由最有把握的读取器读取</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/read_again.py"/>
        <source>Automatic: found out from the bytes</source>
        <translation>自动：根据字节判断</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/read_again.py"/>
        <source>Until now</source>
        <translation>此前</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/read_again.py"/>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>ReadingWays</name>
    <message>
        <location filename="../../desktop/windows/dialogs/reading_ways.py"/>
        <source>&amp;Reader</source>
        <translation>读取器(&amp;R)</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/reading_ways.py"/>
        <source>&amp;Encoding</source>
        <translation>编码(&amp;E)</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/reading_ways.py"/>
        <source>{reader}, not proven on real pages</source>
        <translation>{reader}，未经真实页面验证</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/reading_ways.py"/>
        <source>Encoding, chosen or typed</source>
        <translation>编码，可选择或输入</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/reading_ways.py"/>
        <source>There is no encoding named {name}.</source>
        <translation>没有名为 {name} 的编码。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/reading_ways.py"/>
        <source>all languages</source>
        <translation>各种语言</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/reading_ways.py"/>
        <source>Simplified Chinese, GBK and GB2312 too</source>
        <translation>简体中文，含 GBK 与 GB2312</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/reading_ways.py"/>
        <source>Traditional Chinese</source>
        <translation>繁体中文</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/reading_ways.py"/>
        <source>Traditional Chinese, Hong Kong</source>
        <translation>繁体中文（香港）</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/reading_ways.py"/>
        <source>all languages, two bytes a character</source>
        <translation>各种语言，每字两个字节</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/reading_ways.py"/>
        <source>Japanese</source>
        <translation>日文</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/reading_ways.py"/>
        <source>Korean</source>
        <translation>韩文</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/reading_ways.py"/>
        <source>Western European</source>
        <translation>西欧语言</translation>
    </message>
</context>
<context>
    <name>ReplyPanel</name>
    <message>
        <location filename="../../desktop/views/reply_panel.py"/>
        <source>Evidence of the chosen floor</source>
        <translation>所选楼层的依据</translation>
    </message>
    <message>
        <location filename="../../desktop/views/reply_panel.py"/>
        <source>Choose a floor to see whom it answers, and how sure that is.</source>
        <translation>选择一个楼层，查看它回复的是谁，以及有多大把握。</translation>
    </message>
    <message>
        <location filename="../../desktop/views/reply_panel.py"/>
        <source>Set aside by you</source>
        <translation>您已排除</translation>
    </message>
    <message>
        <location filename="../../desktop/views/reply_panel.py"/>
        <source>Repeats words of the article</source>
        <translation>重复了正文的文字</translation>
    </message>
    <message>
        <location filename="../../desktop/views/reply_panel.py"/>
        <source>Repeats words of the title</source>
        <translation>重复了标题的文字</translation>
    </message>
    <message>
        <location filename="../../desktop/views/reply_panel.py"/>
        <source>Suggest floors it may answer</source>
        <translation>推测可能回复的楼层</translation>
    </message>
    <message>
        <location filename="../../desktop/views/reply_panel.py"/>
        <source>What the rules found you set aside: it stands under the article in floor order.</source>
        <translation>规则找到的回复对象已由您排除：按楼层顺序排在正文之下。</translation>
    </message>
    <message>
        <location filename="../../desktop/views/reply_panel.py"/>
        <source>It carries no reply mark, so nothing is guessed: it stands under the article in floor order.</source>
        <translation>它没有回复标记，因此不作猜测：按楼层顺序排在正文之下。</translation>
    </message>
    <message>
        <location filename="../../desktop/views/reply_panel.py"/>
        <source>Go to {floor}</source>
        <translation>转到{floor}</translation>
    </message>
    <message>
        <location filename="../../desktop/views/reply_panel.py"/>
        <source>Words in {floor}</source>
        <translation>{floor}中的文字</translation>
    </message>
    <message>
        <location filename="../../desktop/views/reply_panel.py"/>
        <source>It was written {time}.</source>
        <translation>写于 {time}。</translation>
    </message>
    <message>
        <location filename="../../desktop/views/reply_panel.py"/>
        <source>What survives of it</source>
        <translation>尚存的文字</translation>
    </message>
    <message>
        <location filename="../../desktop/views/reply_panel.py"/>
        <source>Nobody quotes it, so none of its words are known.</source>
        <translation>没有楼层引用它，因此不知道其内容。</translation>
    </message>
    <message>
        <location filename="../../desktop/views/reply_panel.py"/>
        <source>Preserved in the quote of {floor}</source>
        <translation>见于{floor}的引用</translation>
    </message>
    <message>
        <location filename="../../desktop/views/reply_panel.py"/>
        <source>{time}, seen in a quote</source>
        <translation>{time}（见于引用）</translation>
    </message>
    <message>
        <location filename="../../desktop/views/reply_panel.py"/>
        <source>{time}, inferred</source>
        <translation>{time}（推断）</translation>
    </message>
    <message>
        <location filename="../../desktop/views/reply_panel.py"/>
        <source>Answers nobody</source>
        <translation>不回复任何人</translation>
    </message>
    <message>
        <location filename="../../desktop/views/reply_panel.py"/>
        <source>Answers nobody that is known</source>
        <translation>不知回复的是谁</translation>
    </message>
    <message>
        <location filename="../../desktop/views/reply_panel.py"/>
        <source>Answers a post that is not in this capture</source>
        <translation>回复此存档中没有的楼层</translation>
    </message>
    <message>
        <location filename="../../desktop/views/reply_panel.py"/>
        <source>Answers a post by {author} that is not in this capture</source>
        <translation>回复 {author} 的楼层（不在此存档中）</translation>
    </message>
    <message>
        <location filename="../../desktop/views/reply_panel.py"/>
        <source>Also answers {floor}</source>
        <translation>同时回复{floor}</translation>
    </message>
    <message>
        <location filename="../../desktop/views/reply_panel.py"/>
        <source>Likely answers {floor}</source>
        <translation>可能回复{floor}</translation>
    </message>
    <message>
        <location filename="../../desktop/views/reply_panel.py"/>
        <source>Answers {floor}</source>
        <translation>回复{floor}</translation>
    </message>
    <message>
        <location filename="../../desktop/views/reply_panel.py"/>
        <source>the article</source>
        <translation>正文</translation>
    </message>
    <message>
        <location filename="../../desktop/views/reply_panel.py"/>
        <source>a post that is not in this capture</source>
        <translation>此存档中没有的楼层</translation>
    </message>
    <message>
        <location filename="../../desktop/views/reply_panel.py"/>
        <source>You decided so.</source>
        <translation>由您判定。</translation>
    </message>
    <message>
        <location filename="../../desktop/views/reply_panel.py"/>
        <source>The page itself says so.</source>
        <translation>页面本身如此注明。</translation>
    </message>
    <message>
        <location filename="../../desktop/views/reply_suggestions.py"/>
        <source>Suggestions</source>
        <translation>推测</translation>
    </message>
    <message>
        <location filename="../../desktop/views/reply_suggestions.py"/>
        <source>Nothing suggests a floor that it may answer.</source>
        <translation>没有线索表明它可能回复哪一楼。</translation>
    </message>
    <message>
        <location filename="../../desktop/views/reply_suggestions.py"/>
        <source>Weak hints: most are wrong, and none is drawn.</source>
        <translation>这些线索很弱，多半不对，也不会画在回复树里。</translation>
    </message>
    <message>
        <location filename="../../desktop/views/reply_suggestions.py"/>
        <source>Go there</source>
        <translation>转到那里</translation>
    </message>
    <message>
        <location filename="../../desktop/views/reply_verdicts.py"/>
        <source>What do you say?</source>
        <translation>您的判断</translation>
    </message>
    <message>
        <location filename="../../desktop/views/reply_verdicts.py"/>
        <source>Confirm</source>
        <translation>确认</translation>
    </message>
    <message>
        <location filename="../../desktop/views/reply_verdicts.py"/>
        <source>Not this one</source>
        <translation>不是这一楼</translation>
    </message>
    <message>
        <location filename="../../desktop/views/reply_verdicts.py"/>
        <source>Choose another floor…</source>
        <translation>另选楼层…</translation>
    </message>
    <message>
        <location filename="../../desktop/views/reply_verdicts.py"/>
        <source>Answers the article</source>
        <translation>回复的是正文</translation>
    </message>
    <message>
        <location filename="../../desktop/views/reply_verdicts.py"/>
        <source>Is no reply</source>
        <translation>不是回复</translation>
    </message>
    <message>
        <location filename="../../desktop/views/reply_verdicts.py"/>
        <source>Ask the rules again</source>
        <translation>重新按规则判断</translation>
    </message>
    <message>
        <location filename="../../desktop/views/reply_verdicts.py"/>
        <source>Floor that it answers</source>
        <translation>它所回复的楼层</translation>
    </message>
    <message>
        <location filename="../../desktop/views/reply_verdicts.py"/>
        <source>Number, then Enter</source>
        <translation>楼号，按回车键确定</translation>
    </message>
    <message>
        <location filename="../../desktop/views/reply_verdicts.py"/>
        <source>Or click it in the thread</source>
        <translation>或在帖子中点选</translation>
    </message>
    <message>
        <location filename="../../desktop/views/reply_verdicts.py"/>
        <source>This one</source>
        <translation>就是这一楼</translation>
    </message>
    <message>
        <location filename="../../desktop/views/reply_words.py"/>
        <source>{floor} ({author})</source>
        <translation>{floor}（{author}）</translation>
    </message>
    <message>
        <location filename="../../desktop/views/reply_words.py"/>
        <source>This floor {rule}.</source>
        <translation>此楼{rule}。</translation>
    </message>
    <message>
        <location filename="../../desktop/views/reply_words.py"/>
        <source>Finds of this kind were right in {percent} of 100 cases.</source>
        <translation>这类判断每 100 例中有 {percent} 例正确。</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <location filename="../../desktop/models/outcome_words.py"/>
        <source>added</source>
        <translation>已添加</translation>
    </message>
    <message>
        <location filename="../../desktop/models/outcome_words.py"/>
        <source>updated</source>
        <translation>已更新</translation>
    </message>
    <message>
        <location filename="../../desktop/models/outcome_words.py"/>
        <source>unchanged</source>
        <translation>无变化</translation>
    </message>
    <message>
        <location filename="../../desktop/models/outcome_words.py"/>
        <source>refused</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <location filename="../../desktop/models/outcome_words.py"/>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <location filename="../../desktop/models/outcome_words.py"/>
        <source>Nothing was imported</source>
        <translation>未导入任何内容</translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/models/outcome_words.py"/>
        <source>%n added</source>
        <translation>
            <numerusform>%n 个已添加</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/models/outcome_words.py"/>
        <source>%n updated</source>
        <translation>
            <numerusform>%n 个已更新</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/models/outcome_words.py"/>
        <source>%n unchanged</source>
        <translation>
            <numerusform>%n 个无变化</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/models/outcome_words.py"/>
        <source>%n refused</source>
        <translation>
            <numerusform>%n 个已拒绝</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/models/outcome_words.py"/>
        <source>%n failed</source>
        <translation>
            <numerusform>%n 个失败</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../desktop/models/outcome_words.py"/>
        <source>This file</source>
        <translation>此文件</translation>
    </message>
    <message>
        <location filename="../../desktop/models/outcome_words.py"/>
        <source>The pasted page</source>
        <translation>粘贴的页面</translation>
    </message>
    <message>
        <location filename="../../desktop/models/outcome_words.py"/>
        <source>{name}: {status}</source>
        <translation>{name}：{status}</translation>
    </message>
</context>
<context>
    <name>Report dialog</name>
    <message>
        <location filename="../../desktop/windows/dialogs/report.py"/>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/report.py"/>
        <source>A fault in Beilin</source>
        <translation>Beilin 出现故障</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/report.py"/>
        <source>Something went wrong inside the program.</source>
        <translation>程序内部出了问题。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/report.py"/>
        <source>What was saved before is safe. The report below says where it happened; it holds no text of threads or notes.</source>
        <translation>此前保存的内容安全无恙。下面的报告说明了出错之处，其中不含帖子或笔记的文字。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/report.py"/>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/report.py"/>
        <source>A note is not saved</source>
        <translation>有笔记尚未保存</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/report.py"/>
        <source>These words are not saved: {reason}</source>
        <translation>以下文字尚未保存：{reason}</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/report.py"/>
        <source>Copy them to keep them, or go back and try again.</source>
        <translation>请复制下来以免丢失，或返回重试。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/report.py"/>
        <source>Close without saving</source>
        <translation>不保存并关闭</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/report.py"/>
        <source>Go back</source>
        <translation>返回</translation>
    </message>
</context>
<context>
    <name>ReportFilter</name>
    <message>
        <location filename="../../desktop/views/report_filter.py"/>
        <source>Filter by words</source>
        <translation>按文字筛选</translation>
    </message>
    <message>
        <location filename="../../desktop/views/report_filter.py"/>
        <source>Filter the report by words</source>
        <translation>按文字筛选报告</translation>
    </message>
    <message>
        <location filename="../../desktop/views/report_filter.py"/>
        <source>All {count}</source>
        <translation>全部 {count}</translation>
    </message>
</context>
<context>
    <name>ReportPanel</name>
    <message>
        <location filename="../../desktop/views/report_panel.py"/>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <location filename="../../desktop/views/report_panel.py"/>
        <source>Import Now</source>
        <translation>立即导入</translation>
    </message>
    <message>
        <location filename="../../desktop/views/report_panel.py"/>
        <source>Try Again…</source>
        <translation>重试…</translation>
    </message>
    <message>
        <location filename="../../desktop/views/report_panel.py"/>
        <source>Import what was refused or failed once more</source>
        <translation>再次导入被拒绝或失败的文件</translation>
    </message>
    <message>
        <location filename="../../desktop/views/report_panel.py"/>
        <source>Open Thread</source>
        <translation>打开帖子</translation>
    </message>
    <message>
        <location filename="../../desktop/views/report_panel.py"/>
        <source>Copy the report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <location filename="../../desktop/views/report_panel.py"/>
        <source>Forget This Report…</source>
        <translation>删除此报告…</translation>
    </message>
    <message>
        <location filename="../../desktop/views/report_panel.py"/>
        <source>What became of each file</source>
        <translation>各文件的结果</translation>
    </message>
    <message>
        <location filename="../../desktop/views/report_panel.py"/>
        <source>The chosen file</source>
        <translation>所选文件</translation>
    </message>
    <message>
        <location filename="../../desktop/views/report_panel.py"/>
        <source>Choose a file to read what was found in it.</source>
        <translation>选择一个文件，查看其中的发现。</translation>
    </message>
    <message>
        <location filename="../../desktop/views/report_panel.py"/>
        <source>No import is remembered.</source>
        <translation>没有导入记录。</translation>
    </message>
    <message>
        <location filename="../../desktop/views/report_panel.py"/>
        <source>What becomes of files that are imported is kept here.</source>
        <translation>所导入文件的结果会保存在这里。</translation>
    </message>
    <message>
        <location filename="../../desktop/views/report_panel.py"/>
        <source>Discard This Preview</source>
        <translation>放弃此预览</translation>
    </message>
    <message>
        <location filename="../../desktop/views/report_panel.py"/>
        <source>read by {reader}</source>
        <translation>读取器：{reader}</translation>
    </message>
    <message>
        <location filename="../../desktop/views/report_panel.py"/>
        <source>What the readers say: {detail}</source>
        <translation>各读取器的判断：{detail}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/views/report_panel.py"/>
        <source>%n file(s) found</source>
        <translation>
            <numerusform>找到 %n 个文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/views/report_panel.py"/>
        <source>and %n more</source>
        <translation>
            <numerusform>另有 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../desktop/views/report_panel.py"/>
        <source>This is what would happen. Nothing was written to the library.</source>
        <translation>这是预览的结果。资料库中未写入任何内容。</translation>
    </message>
    <message>
        <location filename="../../desktop/views/report_panel.py"/>
        <source>This import was cut off. What came in is safe; “Continue” imports the rest.</source>
        <translation>此次导入已中断。已导入的内容完好；点“继续”导入其余部分。</translation>
    </message>
</context>
<context>
    <name>ReportTable</name>
    <message>
        <location filename="../../desktop/models/report_table.py"/>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <location filename="../../desktop/models/report_table.py"/>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <location filename="../../desktop/models/report_table.py"/>
        <source>Thread, or why not</source>
        <translation>帖子，或未导入的原因</translation>
    </message>
    <message>
        <location filename="../../desktop/models/report_table.py"/>
        <source>Replies</source>
        <translation>回复</translation>
    </message>
</context>
<context>
    <name>Reporting</name>
    <message>
        <location filename="../../desktop/windows/reporting.py"/>
        <source>An import was cut off on {date}: {done} of {total} files were done.</source>
        <translation>{date} 的导入已中断：{total} 个文件中完成了 {done} 个。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/reporting.py"/>
        <source>What came in is safe. It goes on now or later, from File → Import Reports.</source>
        <translation>已导入的内容完好。可现在继续，也可稍后从“文件 → 导入报告”继续。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/reporting.py"/>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/reporting.py"/>
        <source>Forget the report of this import?</source>
        <translation>要删除此次导入的报告吗？</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/reporting.py"/>
        <source>The threads that came in stay in the library.</source>
        <translation>已导入的帖子会留在资料库中。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/reporting.py"/>
        <source>Forget</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>Rereading</name>
    <message>
        <location filename="../../desktop/windows/rereading.py"/>
        <source>Reading {name} again</source>
        <translation>正在重新读取 {name}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/windows/rereading.py"/>
        <source>%n more thread(s) were found in it.</source>
        <translation>
            <numerusform>其中另有 %n 个帖子。</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../desktop/windows/rereading.py"/>
        <source>Read again by {reader}: {replies}.</source>
        <translation>已由 {reader} 重新读取：{replies}。</translation>
    </message>
</context>
<context>
    <name>ResultsView</name>
    <message>
        <location filename="../../desktop/views/results_view.py"/>
        <source>Narrow by people, boards, years, notes</source>
        <translation>按作者、版块、年份、笔记缩小范围</translation>
    </message>
    <message>
        <location filename="../../desktop/views/results_view.py"/>
        <source>Order of the hits</source>
        <translation>结果排序</translation>
    </message>
    <message>
        <location filename="../../desktop/views/results_view.py"/>
        <source>Best first</source>
        <translation>最相关的在前</translation>
    </message>
    <message>
        <location filename="../../desktop/views/results_view.py"/>
        <source>Newest first</source>
        <translation>最新的在前</translation>
    </message>
    <message>
        <location filename="../../desktop/views/results_view.py"/>
        <source>As they are read</source>
        <translation>按阅读顺序</translation>
    </message>
    <message>
        <location filename="../../desktop/views/results_view.py"/>
        <source>Search results</source>
        <translation>搜索结果</translation>
    </message>
    <message>
        <location filename="../../desktop/views/results_view.py"/>
        <source>Remove from the saved searches</source>
        <translation>从已存搜索中移除</translation>
    </message>
    <message>
        <location filename="../../desktop/views/results_view.py"/>
        <source>Save this search</source>
        <translation>保存此搜索</translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/views/results_view.py"/>
        <source>at least %n hit(s)</source>
        <translation>
            <numerusform>至少 %n 个结果</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/views/results_view.py"/>
        <source>%n hit(s)</source>
        <translation>
            <numerusform>%n 个结果</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../desktop/views/results_view.py"/>
        <source>the index is being rebuilt</source>
        <translation>索引正在重建</translation>
    </message>
    <message>
        <location filename="../../desktop/views/results_view.py"/>
        <source>still those of “{query}”</source>
        <translation>仍是“{query}”的结果</translation>
    </message>
    <message>
        <location filename="../../desktop/views/results_view.py"/>
        <source>Nothing found. Words are looked for as parts of a text, in both scripts; fewer of them find more.</source>
        <translation>没有找到。字词按文中片段查找，不分简繁；少写几个词，找到的会更多。</translation>
    </message>
    <message>
        <location filename="../../desktop/views/results_view.py"/>
        <source>Searching…</source>
        <translation>正在搜索…</translation>
    </message>
</context>
<context>
    <name>SavedModel</name>
    <message numerus="yes">
        <location filename="../../desktop/models/saved_model.py"/>
        <source>%n hit(s)</source>
        <translation>
            <numerusform>%n 处</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SavedView</name>
    <message>
        <location filename="../../desktop/views/saved_view.py"/>
        <source>Saved searches</source>
        <translation>已存搜索</translation>
    </message>
    <message>
        <location filename="../../desktop/views/saved_view.py"/>
        <source>&amp;Search</source>
        <translation>搜索(&amp;S)</translation>
    </message>
    <message>
        <location filename="../../desktop/views/saved_view.py"/>
        <source>&amp;Rename…</source>
        <translation>重命名(&amp;R)…</translation>
    </message>
    <message>
        <location filename="../../desktop/views/saved_view.py"/>
        <source>Move &amp;Up</source>
        <translation>上移(&amp;U)</translation>
    </message>
    <message>
        <location filename="../../desktop/views/saved_view.py"/>
        <source>Move &amp;Down</source>
        <translation>下移(&amp;D)</translation>
    </message>
    <message>
        <location filename="../../desktop/views/saved_view.py"/>
        <source>Re&amp;move</source>
        <translation>移除(&amp;M)</translation>
    </message>
</context>
<context>
    <name>Saving</name>
    <message>
        <location filename="../../desktop/windows/saving.py"/>
        <source>Save Search</source>
        <translation>保存搜索</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/saving.py"/>
        <source>Rename Search</source>
        <translation>重命名搜索</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/saving.py"/>
        <source>The search “{name}” is no longer saved.</source>
        <translation>搜索“{name}”已不再保存。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/saving.py"/>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message>
        <location filename="../../desktop/views/search_bar.py"/>
        <source>Search titles, authors, texts and notes</source>
        <translation>搜索标题、作者、正文和笔记</translation>
    </message>
    <message>
        <location filename="../../desktop/views/search_bar.py"/>
        <source>Search the library</source>
        <translation>搜索资料库</translation>
    </message>
    <message>
        <location filename="../../desktop/views/search_bar.py"/>
        <source>word  "exact words"  -not  author:name  =字</source>
        <translation>词语  "原话"  -排除  author:作者  =字</translation>
    </message>
    <message>
        <location filename="../../desktop/views/search_bar.py"/>
        <source>Earlier searches (Alt+↓)</source>
        <translation>以前的搜索（Alt+↓）</translation>
    </message>
</context>
<context>
    <name>SearchModel</name>
    <message>
        <location filename="../../desktop/models/search_model.py"/>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <location filename="../../desktop/models/search_model.py"/>
        <source>Article</source>
        <translation>正文</translation>
    </message>
    <message>
        <location filename="../../desktop/models/search_model.py"/>
        <source>Caption</source>
        <translation>图注</translation>
    </message>
    <message>
        <location filename="../../desktop/models/search_model.py"/>
        <source>Author</source>
        <translation>作者</translation>
    </message>
    <message>
        <location filename="../../desktop/models/search_model.py"/>
        <source>Note</source>
        <translation>笔记</translation>
    </message>
    <message>
        <location filename="../../desktop/models/search_model.py"/>
        <source>In a quote</source>
        <translation>引用中</translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/models/search_model.py"/>
        <source>%n hit(s) in {title}</source>
        <translation>
            <numerusform>“{title}”中有 %n 个结果</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SearchPopup</name>
    <message>
        <location filename="../../desktop/views/search_popup.py"/>
        <source>Suggestions</source>
        <translation>建议</translation>
    </message>
</context>
<context>
    <name>Searches</name>
    <message>
        <location filename="../../desktop/searches.py"/>
        <source>save search</source>
        <translation>保存搜索</translation>
    </message>
    <message>
        <location filename="../../desktop/searches.py"/>
        <source>rename search</source>
        <translation>重命名搜索</translation>
    </message>
    <message>
        <location filename="../../desktop/searches.py"/>
        <source>remove saved search</source>
        <translation>移除已存搜索</translation>
    </message>
    <message>
        <location filename="../../desktop/searches.py"/>
        <source>move saved search</source>
        <translation>移动已存搜索</translation>
    </message>
</context>
<context>
    <name>Searching</name>
    <message>
        <location filename="../../desktop/windows/searching.py"/>
        <source>At character {number}: {sentence}</source>
        <translation>第 {number} 个字符处：{sentence}</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <location filename="../../desktop/windows/dialogs/shortcuts.py"/>
        <source>Keyboard Shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/shortcuts.py"/>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/dialogs/shortcuts.py"/>
        <source>In the thread and the lists</source>
        <translation>在帖子和列表中</translation>
    </message>
</context>
<context>
    <name>ThreadRows</name>
    <message>
        <location filename="../../desktop/models/figures.py"/>
        <source>Image: {credit}</source>
        <translation>图片：{credit}</translation>
    </message>
    <message>
        <location filename="../../desktop/models/thread_head.py"/>
        <source>posted by {name}</source>
        <translation>{name} 发布</translation>
    </message>
    <message>
        <location filename="../../desktop/models/thread_head.py"/>
        <source>written by {name}</source>
        <translation>{name} 撰写</translation>
    </message>
    <message>
        <location filename="../../desktop/models/thread_head.py"/>
        <source>published {time}</source>
        <translation>发表于 {time}</translation>
    </message>
    <message>
        <location filename="../../desktop/models/thread_head.py"/>
        <source>latest reply {time}</source>
        <translation>最新回复 {time}</translation>
    </message>
    <message>
        <location filename="../../desktop/models/thread_head.py"/>
        <source>{count} views</source>
        <translation>{count} 次浏览</translation>
    </message>
    <message>
        <location filename="../../desktop/models/thread_head.py"/>
        <source>{replies} found, the page says {claimed}</source>
        <translation>存有 {replies}，页面标称 {claimed}</translation>
    </message>
    <message>
        <location filename="../../desktop/models/thread_head.py"/>
        <source>No replies were saved</source>
        <translation>没有存下回复</translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/models/thread_head.py"/>
        <source>%n stated by the page</source>
        <translation>
            <numerusform>%n 层由页面注明</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/models/thread_head.py"/>
        <source>%n reply(s) by quote</source>
        <translation>
            <numerusform>%n 层据引用判定</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/models/thread_head.py"/>
        <source>%n likely</source>
        <translation>
            <numerusform>%n 层可能</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/models/thread_head.py"/>
        <source>%n to a post that is not in this capture</source>
        <translation>
            <numerusform>%n 层回复此存档中没有的楼层</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/models/thread_head.py"/>
        <source>%n by you</source>
        <translation>
            <numerusform>%n 条由您判断</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/models/thread_head.py"/>
        <source>%n without a mark</source>
        <translation>
            <numerusform>%n 层无标记</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/models/thread_head.py"/>
        <source>%n floor(s)</source>
        <translation>
            <numerusform>%n 层楼</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../desktop/models/thread_head.py"/>
        <source>{floors}: {kinds}</source>
        <translation>{floors}：{kinds}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/models/thread_head.py"/>
        <source>Arranged by sure replies only; %n likely reply(s) stand in floor order, as if without a mark</source>
        <translation>
            <numerusform>只按确定的回复排列；%n 条可能的回复按楼层顺序列出，如同没有标记</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/models/thread_head.py"/>
        <source>Arranged by what the page states only; %n other reply(s) stand in floor order, as if without a mark</source>
        <translation>
            <numerusform>只按页面注明的回复排列；其余 %n 条按楼层顺序列出，如同没有标记</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../desktop/rendering/asides.py"/>
        <source>Signature</source>
        <translation>签名</translation>
    </message>
    <message>
        <location filename="../../desktop/rendering/asides.py"/>
        <source>Ratings</source>
        <translation>评分</translation>
    </message>
    <message>
        <location filename="../../desktop/rendering/asides.py"/>
        <source>Attachment</source>
        <translation>附件</translation>
    </message>
    <message>
        <location filename="../../desktop/rendering/asides.py"/>
        <source>Text preserved in the quote of {floor}</source>
        <translation>文字见于{floor}的引用</translation>
    </message>
    <message>
        <location filename="../../desktop/rendering/compose.py"/>
        <source>✓ yours</source>
        <translation>✓ 您的判断</translation>
    </message>
    <message>
        <location filename="../../desktop/rendering/compose.py"/>
        <source>✓ yours: no reply</source>
        <translation>✓ 您的判断：不是回复</translation>
    </message>
    <message>
        <location filename="../../desktop/rendering/compose.py"/>
        <source>level {depth}</source>
        <translation>第 {depth} 级</translation>
    </message>
    <message>
        <location filename="../../desktop/rendering/compose.py"/>
        <source>edited</source>
        <translation>已编辑</translation>
    </message>
    <message>
        <location filename="../../desktop/rendering/compose.py"/>
        <source>deleted on the page</source>
        <translation>已在页面上删除</translation>
    </message>
    <message>
        <location filename="../../desktop/rendering/compose.py"/>
        <source>answers a post that is not in this capture</source>
        <translation>回复此存档中没有的楼层</translation>
    </message>
    <message>
        <location filename="../../desktop/rendering/compose.py"/>
        <source>answers a post by {author} that is not in this capture</source>
        <translation>回复 {author} 的楼层（不在此存档中）</translation>
    </message>
    <message>
        <location filename="../../desktop/rendering/compose.py"/>
        <source>the article</source>
        <translation>正文</translation>
    </message>
    <message>
        <location filename="../../desktop/rendering/compose.py"/>
        <source>likely → {target}</source>
        <translation>可能 → {target}</translation>
    </message>
    <message>
        <location filename="../../desktop/rendering/compose.py"/>
        <source>→ {target}</source>
        <translation>→ {target}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/rendering/compose.py"/>
        <source>%n answer(s)</source>
        <translation>
            <numerusform>%n 条回复</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../desktop/rendering/compose.py"/>
        <source>{count} or more answers</source>
        <translation>{count} 条以上回复</translation>
    </message>
    <message>
        <location filename="../../desktop/rendering/compose.py"/>
        <source>cites the article</source>
        <translation>引用正文</translation>
    </message>
    <message>
        <location filename="../../desktop/rendering/compose.py"/>
        <source>cites the title</source>
        <translation>引用标题</translation>
    </message>
    <message>
        <location filename="../../desktop/rendering/compose.py"/>
        <source>answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <location filename="../../desktop/rendering/compose.py"/>
        <source>comment</source>
        <translation>评论</translation>
    </message>
    <message>
        <location filename="../../desktop/rendering/compose.py"/>
        <source>question</source>
        <translation>提问</translation>
    </message>
    <message>
        <location filename="../../desktop/rendering/compose.py"/>
        <source>{time}, seen in a quote</source>
        <translation>{time}（见于引用）</translation>
    </message>
    <message>
        <location filename="../../desktop/rendering/compose.py"/>
        <source>{time}, inferred</source>
        <translation>{time}（推断）</translation>
    </message>
    <message>
        <location filename="../../desktop/rendering/quotes.py"/>
        <source>: {words}</source>
        <translation>：{words}</translation>
    </message>
    <message>
        <location filename="../../desktop/rendering/quotes.py"/>
        <source>the opening post</source>
        <translation>正文</translation>
    </message>
    <message>
        <location filename="../../desktop/rendering/quotes.py"/>
        <source>{author}, not in this capture</source>
        <translation>{author}，此存档中没有</translation>
    </message>
    <message>
        <location filename="../../desktop/rendering/quotes.py"/>
        <source>a post that is not in this capture</source>
        <translation>此存档中没有的楼层</translation>
    </message>
    <message>
        <location filename="../../desktop/rendering/quotes.py"/>
        <source>quoted words</source>
        <translation>引用的文字</translation>
    </message>
</context>
<context>
    <name>ThreadView</name>
    <message>
        <location filename="../../desktop/models/figures.py"/>
        <source>This image is being looked at…</source>
        <translation>正在解码这张图片…</translation>
    </message>
    <message>
        <location filename="../../desktop/models/figures.py"/>
        <source>This image cannot be shown; its bytes are kept</source>
        <translation>这张图片无法显示；其字节已保留</translation>
    </message>
    <message>
        <location filename="../../desktop/models/figures.py"/>
        <source>This image was not saved</source>
        <translation>这张图片没有存下</translation>
    </message>
    <message>
        <location filename="../../desktop/rendering/figure_painter.py"/>
        <source>Attach Image…</source>
        <translation>附上图片…</translation>
    </message>
    <message>
        <location filename="../../desktop/rendering/painter.py"/>
        <source>This floor could not be read.</source>
        <translation>此楼无法读取。</translation>
    </message>
    <message>
        <location filename="../../desktop/rendering/painter.py"/>
        <source>+{count} folded</source>
        <translation>已折叠 {count} 层</translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/rendering/quote_painter.py"/>
        <source>%n match(es)</source>
        <translation>
            <numerusform>%n 处匹配</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/rendering/quote_painter.py"/>
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n 条笔记</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../desktop/views/thread_access.py"/>
        <source>level {level}</source>
        <translation>第 {level} 级</translation>
    </message>
    <message>
        <location filename="../../desktop/views/thread_access.py"/>
        <source>shown because it is answered</source>
        <translation>因被回复而显示</translation>
    </message>
    <message>
        <location filename="../../desktop/views/thread_access.py"/>
        <source>{remarks}: {text}</source>
        <translation>{remarks}：{text}</translation>
    </message>
    <message>
        <location filename="../../desktop/views/thread_access.py"/>
        <source>an image</source>
        <translation>一张图片</translation>
    </message>
    <message>
        <location filename="../../desktop/views/thread_view.py"/>
        <source>Article and replies</source>
        <translation>正文和回复</translation>
    </message>
</context>
<context>
    <name>Walking</name>
    <message>
        <location filename="../../desktop/windows/walking.py"/>
        <source>That was the last hit; here is the first one again.</source>
        <translation>刚才是最后一处，已回到第一处。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/walking.py"/>
        <source>That was the first hit; here is the last one that is listed.</source>
        <translation>刚才是第一处，已到列出的最后一处。</translation>
    </message>
</context>
<context>
    <name>Watching</name>
    <message>
        <location filename="../../desktop/windows/watching.py"/>
        <source>The watched folder is not there: {path}</source>
        <translation>被监视的文件夹不存在：{path}</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/watching.py"/>
        <source>Beilin looks for it every minute. Connect its disk, or choose another folder in the preferences.</source>
        <translation>Beilin 每分钟会查看一次。请连接它所在的磁盘，或在偏好设置中选择其他文件夹。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/watching.py"/>
        <source>Importing from the watched folder…</source>
        <translation>正在从被监视的文件夹导入…</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/watching.py"/>
        <source>From the watched folder: {counts}.</source>
        <translation>来自被监视的文件夹：{counts}。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/watching.py"/>
        <source>Open the report</source>
        <translation>打开报告</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/watching.py"/>
        <source>What is left in the watched folder is imported later.</source>
        <translation>被监视文件夹中其余的文件会稍后导入。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/watching.py"/>
        <source>To watch it no longer, open the preferences.</source>
        <translation>要停止监视，请打开偏好设置。</translation>
    </message>
</context>
<context>
    <name>Wiring</name>
    <message>
        <location filename="../../desktop/windows/wiring.py"/>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/wiring.py"/>
        <source>&amp;Undo: {what}</source>
        <translation>撤销：{what}(&amp;U)</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/wiring.py"/>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/wiring.py"/>
        <source>&amp;Redo: {what}</source>
        <translation>重做：{what}(&amp;R)</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/wiring.py"/>
        <source>Open Library</source>
        <translation>打开资料库</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/wiring.py"/>
        <source>New Library</source>
        <translation>新建资料库</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/wiring.py"/>
        <source>Copy &amp;Link Address</source>
        <translation>复制链接网址(&amp;L)</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/wiring.py"/>
        <source>Copy Image A&amp;ddress</source>
        <translation>复制图片网址(&amp;D)</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/wiring.py"/>
        <source>Whom It Ans&amp;wers</source>
        <translation>回复对象(&amp;W)</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <location filename="../../desktop/models/wording.py"/>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <location filename="../../desktop/models/wording.py"/>
        <source>floor {label}</source>
        <translation>第 {label} 楼</translation>
    </message>
    <message>
        <location filename="../../desktop/models/wording.py"/>
        <source>a floor without a number</source>
        <translation>无编号的楼层</translation>
    </message>
    <message>
        <location filename="../../desktop/models/wording.py"/>
        <source>Floor {number} was not saved</source>
        <translation>{number} 楼没有存下</translation>
    </message>
    <message>
        <location filename="../../desktop/models/wording.py"/>
        <source>Floors {first} to {last} were not saved</source>
        <translation>{first}–{last} 楼没有存下</translation>
    </message>
    <message>
        <location filename="../../desktop/models/wording.py"/>
        <source>unknown author</source>
        <translation>未知作者</translation>
    </message>
    <message numerus="yes">
        <location filename="../../desktop/models/wording.py"/>
        <source>%n reply(s)</source>
        <translation>
            <numerusform>%n 条回复</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>db</name>
    <message>
        <location filename="../../desktop/app.py"/>
        <source>The library could not be opened; it was left as it is.</source>
        <translation>资料库无法打开；已保持原样。</translation>
    </message>
    <message>
        <location filename="../../desktop/app.py"/>
        <source>Try again, or open another library.</source>
        <translation>请重试，或打开其他资料库。</translation>
    </message>
    <message>
        <location filename="../../desktop/pictures.py"/>
        <source>{name} could not be read; nothing was changed.</source>
        <translation>{name} 无法读取；未作任何改动。</translation>
    </message>
    <message>
        <location filename="../../desktop/pictures.py"/>
        <source>Look whether the file is there and may be read.</source>
        <translation>请查看文件是否还在、能否读取。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/importing.py"/>
        <source>The sample is not where it should be, in {path}; nothing was changed.</source>
        <translation>示例不在应在的位置 {path}；未作任何改动。</translation>
    </message>
    <message>
        <location filename="../../desktop/windows/importing.py"/>
        <source>Install Beilin anew, or open a saved thread of your own.</source>
        <translation>请重新安装 Beilin，或打开您自己保存的帖子。</translation>
    </message>
    <message>
        <location filename="../../db/backup.py"/>
        <source>{path} is the name of a side file of the library; nothing was written.</source>
        <translation>{path} 是资料库附属文件的名称；未写入任何内容。</translation>
    </message>
    <message>
        <location filename="../../db/backup.py"/>
        <source>Choose another name.</source>
        <translation>请另选名称。</translation>
    </message>
    <message>
        <location filename="../../db/backup.py"/>
        <source>The library is damaged, and so would its copy be; no copy was made.</source>
        <translation>资料库已损坏，副本也会如此；未制作副本。</translation>
    </message>
    <message>
        <location filename="../../db/backup.py"/>
        <source>Run “beilin check”, and copy the file by hand before anything else.</source>
        <translation>请先手动复制该文件，再运行“beilin check”。</translation>
    </message>
    <message>
        <location filename="../../db/backup.py"/>
        <source>The copy {path} was not the same as the library, so it was removed.</source>
        <translation>副本 {path} 与资料库不一致，已将其删除。</translation>
    </message>
    <message>
        <location filename="../../db/backup.py"/>
        <source>Check the disk, and try again on another one.</source>
        <translation>请检查磁盘，并换一个磁盘重试。</translation>
    </message>
    <message>
        <location filename="../../db/backup.py"/>
        <source>{path} exists already and was left as it is.</source>
        <translation>{path} 已经存在，已保持原样。</translation>
    </message>
    <message>
        <location filename="../../db/backup.py"/>
        <source>There is no room for the copy {path}; the library is as it was.</source>
        <translation>没有空间存放副本 {path}；资料库保持原样。</translation>
    </message>
    <message>
        <location filename="../../db/backup.py"/>
        <source>Free some space, or choose another disk.</source>
        <translation>请腾出一些空间，或另选磁盘。</translation>
    </message>
    <message>
        <location filename="../../db/backup.py"/>
        <source>The copy {path} could not be made: {reason}; the library is as it was.</source>
        <translation>无法制作副本 {path}：{reason}；资料库保持原样。</translation>
    </message>
    <message>
        <location filename="../../db/backup.py"/>
        <source>Choose a folder you may write to, on a disk that is sound.</source>
        <translation>请选择您有写入权限、磁盘完好的文件夹。</translation>
    </message>
    <message>
        <location filename="../../db/importing/adding.py"/>
        <source>Another thread has the same title (number {threads}); poster or article differ, so both are kept.</source>
        <translation>另有帖子标题相同（编号 {threads}）；发帖人或正文不同，因此两者都保留。</translation>
    </message>
    <message>
        <location filename="../../db/importing/boards/discourse.py"/>
        <source>Posts that the file names without giving them: {count} in all, with the ids {ids}.</source>
        <translation>文件中只有编号、没有内容的楼层：共 {count} 个，编号为 {ids}。</translation>
    </message>
    <message>
        <location filename="../../db/importing/boards/mail_body.py"/>
        <source>A mail says that it is written in {declared}, but it is not; it was read as {encoding}.</source>
        <translation>有邮件自称使用 {declared} 编码，其实不是；已按 {encoding} 读取。</translation>
    </message>
    <message>
        <location filename="../../db/importing/boards/mail_parts.py"/>
        <source>Parts of a mail lie in one another more than {depth} deep; the innermost were kept as they were sent.</source>
        <translation>有邮件的各部分相互嵌套超过 {depth} 层；最内层按发送时的原样保留。</translation>
    </message>
    <message>
        <location filename="../../db/importing/boards/mail_parts.py"/>
        <source>A mail of several parts does not say where they part; it was kept as it was sent.</source>
        <translation>有邮件分成几部分，却没有写明分界；已按发送时的原样保留。</translation>
    </message>
    <message>
        <location filename="../../db/importing/boards/mail_parts.py"/>
        <source>The last part of a mail has no end: the mail was cut off. All that is there is kept.</source>
        <translation>有邮件的最后一部分没有结尾：邮件被截断。现有内容已全部保留。</translation>
    </message>
    <message>
        <location filename="../../db/importing/boards/mails.py"/>
        <source>Mails that have the id of another one: {count} in all, the first is {id}. Each is kept.</source>
        <translation>与另一封编号相同的邮件：共 {count} 封，第一封是 {id}。每一封都已保留。</translation>
    </message>
    <message>
        <location filename="../../db/importing/boards/mails.py"/>
        <source>The fields above a mail are longer than {bytes} bytes; what stands behind was not read.</source>
        <translation>有邮件的信头超过 {bytes} 字节；其后的内容没有读取。</translation>
    </message>
    <message>
        <location filename="../../db/importing/boards/mails.py"/>
        <source>Words of a mail name an encoding that is not theirs; they were read as “{text}”.</source>
        <translation>邮件中有文字写明的编码与实际不符；读作“{text}”。</translation>
    </message>
    <message>
        <location filename="../../db/importing/boards/mails.py"/>
        <source>A mail does not say when it was written.</source>
        <translation>有邮件没有写明何时写成。</translation>
    </message>
    <message>
        <location filename="../../db/importing/boards/mails.py"/>
        <source>A mail says in no known way when it was written: “{text}”.</source>
        <translation>有邮件的日期写法无法识别：“{text}”。</translation>
    </message>
    <message>
        <location filename="../../db/importing/boards/not_loaded.py"/>
        <source>Comments that the page had not loaded when it was saved: {count} in all.</source>
        <translation>保存页面时尚未加载的评论：共 {count} 条。</translation>
    </message>
    <message>
        <location filename="../../db/importing/boards/record_lines.py"/>
        <source>Lines that are no sound record: {count} in all, the first is “{text}”. What could be read of them is kept.</source>
        <translation>不是完好记录的行：共 {count} 行，第一行是“{text}”。其中能读取的已保留。</translation>
    </message>
    <message>
        <location filename="../../db/importing/boards/tolerant_json.py"/>
        <source>Signs in the file are no characters: {count} in all. Each is shown as �; the original bytes are kept.</source>
        <translation>文件中有些编码不是字符：共 {count} 个。每个显示为 �；原始字节已保留。</translation>
    </message>
    <message>
        <location filename="../../db/importing/boards/tolerant_json.py"/>
        <source>The file ends in the middle of something, in line {line} at character {at}. All that stands before is kept; the last words were: “{words}”</source>
        <translation>文件在第 {line} 行第 {at} 个字符处中断。此前的内容已全部保留；最后的文字是：“{words}”</translation>
    </message>
    <message>
        <location filename="../../db/importing/boards/tolerant_json.py"/>
        <source>The file is damaged in line {line}, at character {at}; what stands behind could not be read: {count} characters, “{words}”. The original bytes are kept.</source>
        <translation>文件在第 {line} 行第 {at} 个字符处损坏；其后的内容无法读取：{count} 个字符，“{words}”。原始字节已保留。</translation>
    </message>
    <message>
        <location filename="../../db/importing/boards/tolerant_json.py"/>
        <source>Texts in the file hold signs that JSON does not know: {count} in all. They were kept as they stand.</source>
        <translation>文件的文字中有 JSON 不认识的转义：共 {count} 处。已按原样保留。</translation>
    </message>
    <message>
        <location filename="../../db/importing/boards/unclaimed_words.py"/>
        <source>Words between the posts that belong to none of them are kept here: “{text}”</source>
        <translation>楼层之间有不属于任何楼层的文字，保留于此：“{text}”</translation>
    </message>
    <message>
        <location filename="../../db/importing/checks.py"/>
        <source>The page says {claimed} replies; {found} are in this capture.</source>
        <translation>页面标称 {claimed} 条回复；此存档中有 {found} 条。</translation>
    </message>
    <message>
        <location filename="../../db/importing/checks.py"/>
        <source>Numbers of floors that stand more than once: {count} in all, {floors}. Each floor is kept.</source>
        <translation>有楼号重复出现：共 {count} 个，{floors}。每一层都已保留。</translation>
    </message>
    <message>
        <location filename="../../db/importing/checks.py"/>
        <source>Floors that stand behind a higher number: {count} in all, the first is {floor}.</source>
        <translation>有楼层排在更大的楼号之后：共 {count} 层，第一个是 {floor}。</translation>
    </message>
    <message>
        <location filename="../../db/importing/checks.py"/>
        <source>Numbers of floors that are not in this capture: {count} in all, {floors}.</source>
        <translation>此存档中没有的楼号：共 {count} 个，{floors}。</translation>
    </message>
    <message>
        <location filename="../../db/importing/checks.py"/>
        <source>Floors without text, perhaps of images alone: {count} in all, {floors}.</source>
        <translation>没有文字的楼层（也许只有图片）：共 {count} 层，{floors}。</translation>
    </message>
    <message>
        <location filename="../../db/importing/checks.py"/>
        <source>Names or titles hold characters that cannot be seen or turn the direction of writing: {count} in all, {names}. They are shown as marks.</source>
        <translation>名字或标题中有看不见或会改变书写方向的字符：共 {count} 个，{names}。它们以记号显示。</translation>
    </message>
    <message>
        <location filename="../../db/importing/checks.py"/>
        <source>The text holds characters that cannot be seen or turn the direction of writing: {count} in all. They are shown as marks.</source>
        <translation>文中有看不见或会改变书写方向的字符：共 {count} 个。它们以记号显示。</translation>
    </message>
    <message>
        <location filename="../../db/importing/choosing.py"/>
        <source>There is no reader named {format}.</source>
        <translation>没有名为 {format} 的读取器。</translation>
    </message>
    <message>
        <location filename="../../db/importing/choosing.py"/>
        <source>“beilin formats” lists the readers there are.</source>
        <translation>“beilin formats”列出所有读取器。</translation>
    </message>
    <message>
        <location filename="../../db/importing/choosing.py"/>
        <source>{name} is no page that the reader {format} can read; nothing was stored.</source>
        <translation>{name} 不是读取器 {format} 能读取的页面；未存入任何内容。</translation>
    </message>
    <message>
        <location filename="../../db/importing/choosing.py"/>
        <source>Leave the choice of the reader to Beilin, or name another.</source>
        <translation>请让 Beilin 选择读取器，或另选一个。</translation>
    </message>
    <message>
        <location filename="../../db/importing/choosing.py"/>
        <source>{name} is a list of threads, not one of them; nothing was stored.</source>
        <translation>{name} 是帖子列表，不是帖子；未存入任何内容。</translation>
    </message>
    <message>
        <location filename="../../db/importing/choosing.py"/>
        <source>Open a thread of the list and save its page.</source>
        <translation>请打开列表中的某个帖子，再保存其页面。</translation>
    </message>
    <message>
        <location filename="../../db/importing/choosing.py"/>
        <source>{name} is no saved thread: neither floors nor the head of a page were found in it; nothing was stored.</source>
        <translation>{name} 不是保存的帖子：其中既没有楼层，也没有页头；未存入任何内容。</translation>
    </message>
    <message>
        <location filename="../../db/importing/choosing.py"/>
        <source>Copy the page whole, from its title to the last reply.</source>
        <translation>请从标题到最后一条回复完整复制页面。</translation>
    </message>
    <message>
        <location filename="../../db/importing/choosing.py"/>
        <source>{name} is no saved thread that a reader knows ({kind}); nothing was stored.</source>
        <translation>{name} 不是任何读取器认识的帖子（{kind}）；未存入任何内容。</translation>
    </message>
    <message>
        <location filename="../../db/importing/choosing.py"/>
        <source>Keep the file; copy the page and paste it as text to read it now.</source>
        <translation>请保留该文件；现在可复制页面，以文本粘贴来读取。</translation>
    </message>
    <message>
        <location filename="../../db/importing/committing.py"/>
        <source>The library {name} was changed by another program each time this was to be stored; nothing was stored.</source>
        <translation>每次要存入时，资料库 {name} 都被另一个程序改动；未存入任何内容。</translation>
    </message>
    <message>
        <location filename="../../db/importing/committing.py"/>
        <source>Wait until the other program has finished, and import the file again.</source>
        <translation>请等另一个程序完成后，再次导入该文件。</translation>
    </message>
    <message>
        <location filename="../../db/importing/containers/reading.py"/>
        <source>{name} holds more than what is read of one file; what came first was read, the rest was left out.</source>
        <translation>{name} 的内容超过单个文件可读取的数量；已读取前面的部分，其余略去。</translation>
    </message>
    <message>
        <location filename="../../db/importing/containers/reading.py"/>
        <source>{part} in {name} is larger than what is read of one page ({megabytes} MB) and was left out.</source>
        <translation>{name} 中的 {part} 超过单个页面可读取的大小（{megabytes} MB），已略去。</translation>
    </message>
    <message>
        <location filename="../../db/importing/containers/reading.py"/>
        <source>{name} is damaged; what is sound of it was read.</source>
        <translation>{name} 已损坏；已读取其中完好的部分。</translation>
    </message>
    <message>
        <location filename="../../db/importing/containers/reading.py"/>
        <source>{name} ends too early; what is there was read.</source>
        <translation>{name} 不完整，提前结束；已读取现有部分。</translation>
    </message>
    <message>
        <location filename="../../db/importing/containers/reading.py"/>
        <source>{part} in {name} is damaged or cut; what could be read of it was read.</source>
        <translation>{name} 中的 {part} 已损坏或被截断；已读取其中能读取的部分。</translation>
    </message>
    <message>
        <location filename="../../db/importing/containers/unpacking.py"/>
        <source>{count} more of the kind “{kind}” were found in {name}.</source>
        <translation>{name} 中另有 {count} 个“{kind}”类的发现。</translation>
    </message>
    <message>
        <location filename="../../db/importing/containers/unpacking.py"/>
        <source>{name} lies in too many containers inside each other and was not opened.</source>
        <translation>{name} 外面的容器嵌套太多，没有打开。</translation>
    </message>
    <message>
        <location filename="../../db/importing/containers/warc.py"/>
        <source>{part} in {name} is packed in a way that is not read ({packing}) and was left out.</source>
        <translation>{name} 中的 {part} 采用不能读取的压缩方式（{packing}），已略去。</translation>
    </message>
    <message>
        <location filename="../../db/importing/containers/zip_.py"/>
        <source>{part} in {name} is a link to another file; links are not followed.</source>
        <translation>{name} 中的 {part} 是指向另一文件的链接；不会打开链接。</translation>
    </message>
    <message>
        <location filename="../../db/importing/containers/zip_.py"/>
        <source>{part} in {name} is protected by a password and was left out.</source>
        <translation>{name} 中的 {part} 有密码保护，已略去。</translation>
    </message>
    <message>
        <location filename="../../db/importing/decoding.py"/>
        <source>There is no encoding named {encoding}.</source>
        <translation>没有名为 {encoding} 的编码。</translation>
    </message>
    <message>
        <location filename="../../db/importing/decoding.py"/>
        <source>Names are, for example, utf-8, gb18030, big5, utf-16-le, cp1252.</source>
        <translation>例如 utf-8、gb18030、big5、utf-16-le、cp1252。</translation>
    </message>
    <message>
        <location filename="../../db/importing/decoding.py"/>
        <source>The page says that it is {label}, but its bytes are {encoding}.</source>
        <translation>页面自称是 {label}，但其字节是 {encoding}。</translation>
    </message>
    <message>
        <location filename="../../db/importing/decoding.py"/>
        <source>Some bytes are no {encoding}: {count} in all, the first at byte {byte}. Each is shown as �; the original bytes are kept.</source>
        <translation>有些字节不是 {encoding}：共 {count} 处，第一处在第 {byte} 字节。每处显示为 �；原始字节已保留。</translation>
    </message>
    <message>
        <location filename="../../db/importing/decoding.py"/>
        <source>Zero characters stand in the text: {count} in all. Each is shown as �; the original bytes are kept.</source>
        <translation>文中有零字符：共 {count} 个。每个显示为 �；原始字节已保留。</translation>
    </message>
    <message>
        <location filename="../../db/importing/decoding.py"/>
        <source>the pattern of its zero bytes</source>
        <translation>零字节的分布</translation>
    </message>
    <message>
        <location filename="../../db/importing/decoding.py"/>
        <source>the owner says so</source>
        <translation>由您指定</translation>
    </message>
    <message>
        <location filename="../../db/importing/decoding.py"/>
        <source>its byte order mark</source>
        <translation>字节顺序标记</translation>
    </message>
    <message>
        <location filename="../../db/importing/decoding.py"/>
        <source>every byte is valid UTF-8</source>
        <translation>每个字节都是有效的 UTF-8</translation>
    </message>
    <message>
        <location filename="../../db/importing/decoding.py"/>
        <source>nearly every byte is valid UTF-8</source>
        <translation>几乎每个字节都是有效的 UTF-8</translation>
    </message>
    <message>
        <location filename="../../db/importing/decoding.py"/>
        <source>only ASCII characters</source>
        <translation>全部是 ASCII 字符</translation>
    </message>
    <message>
        <location filename="../../db/importing/decoding.py"/>
        <source>its label says so</source>
        <translation>页面自己注明</translation>
    </message>
    <message>
        <location filename="../../db/importing/decoding.py"/>
        <source>nearly every byte is valid and gives the commonest Chinese characters</source>
        <translation>几乎每个字节都有效，且得出最常用的汉字</translation>
    </message>
    <message>
        <location filename="../../db/importing/decoding.py"/>
        <source>every byte is valid and gives the commonest Chinese characters</source>
        <translation>每个字节都有效，且得出最常用的汉字</translation>
    </message>
    <message>
        <location filename="../../db/importing/decoding.py"/>
        <source>the detector's guess</source>
        <translation>检测程序的猜测</translation>
    </message>
    <message>
        <location filename="../../db/importing/decoding.py"/>
        <source>The encoding {encoding} is a guess; some characters may be wrong. The original bytes are kept.</source>
        <translation>编码 {encoding} 是猜测的，个别字符可能有误。原始字节已保留。</translation>
    </message>
    <message>
        <location filename="../../db/importing/documents.py"/>
        <source>each part of the mail by itself</source>
        <translation>邮件各部分分别判断</translation>
    </message>
    <message>
        <location filename="../../db/importing/documents.py"/>
        <source>{name} is empty; nothing was stored.</source>
        <translation>{name} 是空的；未存入任何内容。</translation>
    </message>
    <message>
        <location filename="../../db/importing/documents.py"/>
        <source>Save the page again.</source>
        <translation>请重新保存页面。</translation>
    </message>
    <message>
        <location filename="../../db/importing/documents.py"/>
        <source>{name} could not be read as text in any encoding that is known; nothing was stored.</source>
        <translation>{name} 无法以任何已知编码读作文本；未存入任何内容。</translation>
    </message>
    <message>
        <location filename="../../db/importing/documents.py"/>
        <source>Save the page again as UTF-8 text.</source>
        <translation>请以 UTF-8 文本重新保存页面。</translation>
    </message>
    <message>
        <location filename="../../db/importing/documents.py"/>
        <source>{name} is no text; nothing was stored.</source>
        <translation>{name} 不是文本；未存入任何内容。</translation>
    </message>
    <message>
        <location filename="../../db/importing/documents.py"/>
        <source>Save the page as text, or copy it and paste it into the library.</source>
        <translation>请把页面存为文本，或复制后粘贴到资料库。</translation>
    </message>
    <message>
        <location filename="../../db/importing/documents.py"/>
        <source>{name} holds nothing but blank lines; nothing was stored.</source>
        <translation>{name} 中只有空行；未存入任何内容。</translation>
    </message>
    <message>
        <location filename="../../db/importing/documents.py"/>
        <source>{name} is a file of a kind ({kind}) that Beilin does not read yet; nothing was stored.</source>
        <translation>{name} 是 Beilin 尚不能读取的文件类型（{kind}）；未存入任何内容。</translation>
    </message>
    <message>
        <location filename="../../db/importing/documents.py"/>
        <source>Keep the file for a later version; copy the page and paste it as text until then.</source>
        <translation>请留着该文件等待以后的版本；在此之前，可复制页面并以文本粘贴。</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/bangumi_html.py"/>
        <source>Bangumi 番组计划: a topic with its replies</source>
        <translation>Bangumi 番组计划：网页</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/bbs_text.py"/>
        <source>mitbbs, newsmth and other boards of the Firebird family: articles as text</source>
        <translation>未名空间、水木等 Firebird 系 BBS：文章文本</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/beilin_json.py"/>
        <source>The thread was written by Beilin, which had read it from {files}. Those files are not inside of this one.</source>
        <translation>此帖由 Beilin 写出，当初读自 {files}。那些文件不在此文件中。</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/beilin_json.py"/>
        <source>What a reader added stays in the file and is not read from it: {notes} notes, {links} corrected links.</source>
        <translation>使用者添加的内容留在文件中，没有读入：{notes} 条笔记，{links} 处更正的回复关系。</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/beilin_json.py"/>
        <source>Beilin: threads as it writes them (show --json)</source>
        <translation>Beilin 写出的帖子（show --json）</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/board2049_yaml.py"/>
        <source>The page says who wrote by numbers alone; the names lie in a file beside it.</source>
        <translation>页面只用编号表示作者；名字在另一个文件中。</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/board2049_yaml.py"/>
        <source>Fields of the page that have no place in the library are kept here: “{text}”</source>
        <translation>页面中有资料库没有对应栏目的内容，保留于此：“{text}”</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/board2049_yaml.py"/>
        <source>2049bbs: an archived thread with its comments in YAML</source>
        <translation>2049bbs：帖子存档，评论为 YAML</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/chan_json.py"/>
        <source>4chan-like boards: a thread as JSON</source>
        <translation>4chan 一类的图版：帖子的 JSON</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/discord_json.py"/>
        <source>Discord: an exported channel (DiscordChatExporter)</source>
        <translation>Discord：导出的频道（DiscordChatExporter）</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/discourse_html.py"/>
        <source>Discourse, saved page</source>
        <translation>Discourse：网页</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/discourse_json.py"/>
        <source>Discourse: a topic as JSON (/t/ID.json)</source>
        <translation>Discourse：帖子的 JSON（/t/ID.json）</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/discourse_records.py"/>
        <source>Discourse: posts, one on a line (ndjson)</source>
        <translation>Discourse：楼层，每行一条（ndjson）</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/discourse_text.py"/>
        <source>Discourse: /raw/ID, and archived topics in Markdown</source>
        <translation>Discourse：/raw/ID 及 Markdown 存档</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/discuz_html.py"/>
        <source>Discuz! X: page of a thread</source>
        <translation>Discuz! X：网页</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/discuz_old_html.py"/>
        <source>Discuz! 6 to 7.2: page of a thread</source>
        <translation>Discuz! 6 至 7.2：网页</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/discuz_old_html.py"/>
        <source>Discuz!NT (huaren.us before its new site): page of a thread</source>
        <translation>Discuz!NT（改版前的 huaren.us）：网页</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/discuz_text.py"/>
        <source>The title stands behind a category: “{text}”</source>
        <translation>标题前面有分类：“{text}”</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/discuz_text.py"/>
        <source>Discuz! X: text copied from the page</source>
        <translation>Discuz! X：从页面复制的文字</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/discuz_touch_html.py"/>
        <source>Discuz! X for telephones: page of a thread</source>
        <translation>Discuz! X 手机版：网页</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/discuz_touch_html.py"/>
        <source>Discuz! 7.2 wap: page of a thread</source>
        <translation>Discuz! 7.2 wap 版：网页</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/douban_html.py"/>
        <source>Douban 豆瓣小组: a topic with its replies</source>
        <translation>豆瓣小组：网页</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/forumotion_html.py"/>
        <source>An advertisement dressed as a post was left out: “{words}”.</source>
        <translation>伪装成楼层的广告已略去：“{words}”。</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/forumotion_html.py"/>
        <source>forumotion and its kin, saved page</source>
        <translation>forumotion 及同类：网页</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/generic_html.py"/>
        <source>No reader knows this kind of page. Its posts were guessed from what repeats on it: {count} parts marked {mark}. Compare them with the page.</source>
        <translation>没有读取器认识这种页面。楼层是根据页面上重复的结构猜测的：标记为 {mark} 的部分共 {count} 处。请与页面对照。</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/generic_html.py"/>
        <source>forum or comments of unknown make, guessed from what repeats</source>
        <translation>未知的论坛或评论：根据重复的结构猜测</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/generic_text.py"/>
        <source>No reader knows this text; its floors were guessed from numbers that run through it.</source>
        <translation>没有读取器认识这份文本；楼层是根据文中连续的编号猜测的。</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/generic_text.py"/>
        <source>Text of unknown make with numbered floors (guessed)</source>
        <translation>未知的带楼号文本（猜测）</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/github_html.py"/>
        <source>GitHub, saved page of an issue or pull request</source>
        <translation>GitHub：issue 或 pull request 网页</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/guozaoke_html.py"/>
        <source>Guozaoke 过早客: a topic with its replies</source>
        <translation>过早客：网页</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/hn_html.py"/>
        <source>Hacker News, saved page of a story</source>
        <translation>Hacker News：网页</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/hn_json.py"/>
        <source>Hacker News: a thread as JSON (Algolia)</source>
        <translation>Hacker News：帖子的 JSON（Algolia）</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/hn_json.py"/>
        <source>Hacker News: items as JSON (Firebase)</source>
        <translation>Hacker News：条目的 JSON（Firebase）</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/huaren_html.py"/>
        <source>huaren.us 北美华人E网: a topic with its replies</source>
        <translation>华人网（huaren.us）：网页</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/huaren_json.py"/>
        <source>huaren.us: a page of a thread as JSON (showTopic)</source>
        <translation>华人网（huaren.us）：一页的 JSON（showTopic）</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/ipb_html.py"/>
        <source>IP.Board 3, saved page</source>
        <translation>IP.Board 3：网页</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/ipb_html.py"/>
        <source>Invision Community 4, saved page</source>
        <translation>Invision Community 4：网页</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/kantie_text.py"/>
        <source>Head and article of the page stand again between the floors: {count} times. Lines that the first did not have are kept here: “{text}”</source>
        <translation>页头和正文在楼层之间再次出现：共 {count} 次。第一次没有的行保留于此：“{text}”</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/kantie_text.py"/>
        <source>Floors without text stand above letters that were taken for missing pictures: {count} in all, “{text}”</source>
        <translation>没有文字的楼层下方有字母，已视为缺失的头像：共 {count} 处，“{text}”</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/kantie_text.py"/>
        <source>Floors without a name above them: {count} in all, {floors}.</source>
        <translation>上方没有名字的楼层：共 {count} 层，{floors}。</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/kantie_text.py"/>
        <source>Lines that look like floors were left in the text they stand in: {count} in all, {floors}.</source>
        <translation>看似楼层的行已留在原文中：共 {count} 行，{floors}。</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/kantie_text.py"/>
        <source>kantie.org, wenxuecity.com news: text copied from the page</source>
        <translation>看帖网、文学城新闻：从页面复制的文字</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/lihkg_json.py"/>
        <source>LIHKG 連登: a page of a thread as JSON (api_v2)</source>
        <translation>连登（LIHKG）：一页的 JSON（api_v2）</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/mail_eml.py"/>
        <source>Mail: one message (.eml)</source>
        <translation>一封邮件（.eml）</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/mbox_records.py"/>
        <source>Mail: a mailbox of many messages (mbox)</source>
        <translation>邮箱文件，含多封邮件（mbox）</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/mitbbs_html.py"/>
        <source>mitbbs.com 未名空间: page of a subject</source>
        <translation>未名空间：同一帖子的网页</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/nga_html.py"/>
        <source>NGA 玩家社区: page of a thread</source>
        <translation>NGA 玩家社区：网页</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/nga_markdown.py"/>
        <source>NGA: a thread saved by ngapost2md</source>
        <translation>NGA：ngapost2md 保存的帖子</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/phpbb_html.py"/>
        <source>phpBB 3, saved page</source>
        <translation>phpBB 3：网页</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/phpbb_html.py"/>
        <source>phpBB in tables (subsilver), saved page</source>
        <translation>表格版式的 phpBB（subsilver）：网页</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/ptt_html.py"/>
        <source>PTT 批踢踢 on the web: an article with its pushes</source>
        <translation>批踢踢（PTT）网页版：文章及推文</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/ptt_text.py"/>
        <source>PTT 批踢踢: an article with its pushes</source>
        <translation>批踢踢（PTT）：文章及推文</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/reddit_html.py"/>
        <source>Reddit, saved page</source>
        <translation>Reddit：网页</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/reddit_html.py"/>
        <source>old Reddit, saved page</source>
        <translation>旧版 Reddit：网页</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/reddit_json.py"/>
        <source>Replies that the file only counts: {count} in all, at {places} places; {continued} branches go on at another page, with replies that are not counted. They stand below {ids}.</source>
        <translation>文件只计数而没有给出的回复：共 {count} 条，在 {places} 处；另有 {continued} 个分支在别的页面继续，其回复未计数。它们位于 {ids} 之下。</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/reddit_json.py"/>
        <source>Reddit: a thread as JSON (.json)</source>
        <translation>Reddit：帖子的 JSON（.json）</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/reddit_records.py"/>
        <source>Reddit: dumps of submissions or comments, one on a line (ndjson)</source>
        <translation>Reddit：帖子或评论的转储，每行一条（ndjson）</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/smf_html.py"/>
        <source>Simple Machines Forum, saved page</source>
        <translation>Simple Machines Forum：网页</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/stackexchange_html.py"/>
        <source>The page says {claimed} answers; {found} are on it.</source>
        <translation>页面标称 {claimed} 个回答；实有 {found} 个。</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/stackexchange_html.py"/>
        <source>Stack Exchange, saved page of a question</source>
        <translation>Stack Exchange：问题网页</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/stackexchange_records.py"/>
        <source>Stack Exchange: dumps of posts or comments (Posts.xml, Comments.xml)</source>
        <translation>Stack Exchange：转储（Posts.xml、Comments.xml）</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/stage1_markdown.py"/>
        <source>Stage1 (Discuz! X): an archived thread in Markdown</source>
        <translation>Stage1（Discuz! X）：帖子的 Markdown 存档</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/telegram_json.py"/>
        <source>Telegram: an exported chat (result.json)</source>
        <translation>Telegram：导出的聊天（result.json）</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/tianya_html.py"/>
        <source>Tianya 天涯社区: page of a thread</source>
        <translation>天涯社区：网页</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/tieba_html.py"/>
        <source>Answers inside of floors (楼中楼) that the page says there are and does not hold: {count} in all.</source>
        <translation>页面标称有、实际没有存下的楼中楼回复：共 {count} 条。</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/tieba_html.py"/>
        <source>Baidu Tieba 百度贴吧: page of a thread</source>
        <translation>百度贴吧：网页</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/v2ex_html.py"/>
        <source>V2EX: a topic with its replies</source>
        <translation>V2EX：网页</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/vbulletin_html.py"/>
        <source>vBulletin 3, saved page</source>
        <translation>vBulletin 3：网页</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/vbulletin_html.py"/>
        <source>vBulletin 4, saved page</source>
        <translation>vBulletin 4：网页</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/wenxuecity_html.py"/>
        <source>Replies of which the page gives the title alone: {count} in all. Each has a page of its own.</source>
        <translation>页面只给出标题的回复：共 {count} 条。每一条另有自己的页面。</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/wenxuecity_html.py"/>
        <source>Comments that the page cuts and shows whole on a page of their own: {count} in all.</source>
        <translation>页面只显示一部分、全文在单独页面上的评论：共 {count} 条。</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/wenxuecity_html.py"/>
        <source>wenxuecity.com 文学城 boards: a message and the tree of replies</source>
        <translation>文学城论坛：一条留言及其回复树</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/wenxuecity_html.py"/>
        <source>wenxuecity.com 文学城 news: an article with its comments</source>
        <translation>文学城新闻：文章及评论</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/wordpress_html.py"/>
        <source>article with comments in the manner of WordPress</source>
        <translation>文章及 WordPress 式评论</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/xenforo_html.py"/>
        <source>The title bears a label that is kept apart from it: {label}.</source>
        <translation>标题带有标签，已与标题分开保留：{label}。</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/xenforo_html.py"/>
        <source>XenForo 1, saved page</source>
        <translation>XenForo 1：网页</translation>
    </message>
    <message>
        <location filename="../../db/importing/formats/xenforo_html.py"/>
        <source>XenForo 2, saved page</source>
        <translation>XenForo 2：网页</translation>
    </message>
    <message>
        <location filename="../../db/importing/joining.py"/>
        <source>Posts that stand on more than one page: {count} in all; each is kept once.</source>
        <translation>在多个页面上重复的楼层：共 {count} 层；每层保留一次。</translation>
    </message>
    <message>
        <location filename="../../db/importing/joining.py"/>
        <source>{count} of {pages} pages of the thread are not in this capture: {missing}.</source>
        <translation>全帖 {pages} 页，此存档缺 {count} 页：第 {missing} 页。</translation>
    </message>
    <message>
        <location filename="../../db/importing/knowing.py"/>
        <source>These bytes were read by an older reader ({old}); version {new} would read them anew.</source>
        <translation>这份内容由旧版读取器（{old}）读取；{new} 版可重新读取。</translation>
    </message>
    <message>
        <location filename="../../db/importing/knowing.py"/>
        <source>The thread is in the trash and stays there; restore it to see it in the library.</source>
        <translation>此帖在回收站中，并留在那里；恢复后即可在资料库中看到。</translation>
    </message>
    <message>
        <location filename="../../db/importing/originals.py"/>
        <source>{name} was changed while it was being read; nothing of it was stored.</source>
        <translation>{name} 在读取期间被改动；未存入其中任何内容。</translation>
    </message>
    <message>
        <location filename="../../db/importing/originals.py"/>
        <source>Wait until the program that writes it has finished, and import it again.</source>
        <translation>请等写入它的程序完成后，再次导入。</translation>
    </message>
    <message>
        <location filename="../../db/importing/picturing.py"/>
        <source>Pictures that were not kept apart, for they are too many: {count}; they lie in the saved file.</source>
        <translation>图片太多，有 {count} 张没有单独保留；它们仍在原始文件中。</translation>
    </message>
    <message>
        <location filename="../../db/importing/pipeline.py"/>
        <source>{name} could not be read to its end, or was changed meanwhile; the threads that were stored of it before are kept.</source>
        <translation>{name} 无法读到结尾，或在此期间被改动；此前从中存入的帖子都已保留。</translation>
    </message>
    <message>
        <location filename="../../db/importing/pipeline.py"/>
        <source>Look at it, and import it again; it goes on where it was cut off.</source>
        <translation>请查看该文件并再次导入；会从中断处继续。</translation>
    </message>
    <message>
        <location filename="../../db/importing/plain/lines_around.py"/>
        <source>Lines above the thread that belong to none of its fields are kept here: “{text}”</source>
        <translation>帖子上方有不属于任何一栏的行，保留于此：“{text}”</translation>
    </message>
    <message>
        <location filename="../../db/importing/plain/lines_around.py"/>
        <source>Links at the foot of the page are left out of the text: “{text}”</source>
        <translation>页面底部的链接未计入正文：“{text}”</translation>
    </message>
    <message>
        <location filename="../../db/importing/plain/page_head.py"/>
        <source>No title stands above the thread.</source>
        <translation>帖子上方没有标题。</translation>
    </message>
    <message>
        <location filename="../../db/importing/plain/page_head.py"/>
        <source>A time is kept as it was printed, because its zone or date is not certain: “{text}”</source>
        <translation>有一个时间按原文保留，因为其时区或日期不能确定：“{text}”</translation>
    </message>
    <message>
        <location filename="../../db/importing/plain/page_head.py"/>
        <source>The head of the page is missing: board, poster, latest reply and counts are not known.</source>
        <translation>缺少页头：版块、发帖人、最新回复和各项计数不详。</translation>
    </message>
    <message>
        <location filename="../../db/importing/plain/page_head.py"/>
        <source>One line stands where board and poster are expected; it is taken for the poster.</source>
        <translation>版块和发帖人的位置只有一行，已视为发帖人。</translation>
    </message>
    <message>
        <location filename="../../db/importing/plain/page_head.py"/>
        <source>A line of the head was not understood and is kept here: “{text}”</source>
        <translation>页头中有一行未能理解，保留于此：“{text}”</translation>
    </message>
    <message>
        <location filename="../../db/importing/preparing.py"/>
        <source>each record by itself</source>
        <translation>每条记录分别判断</translation>
    </message>
    <message>
        <location filename="../../db/importing/preparing.py"/>
        <source>A document in the file is no thread: {reason}</source>
        <translation>文件中有一份文档不是帖子：{reason}</translation>
    </message>
    <message>
        <location filename="../../db/importing/preparing.py"/>
        <source>Further documents in the file are no threads: {count} in all.</source>
        <translation>文件中另有一些文档不是帖子：共 {count} 份。</translation>
    </message>
    <message>
        <location filename="../../db/importing/preparing.py"/>
        <source>{name} ({kind}) holds no document that could be read; nothing was stored.</source>
        <translation>{name}（{kind}）中没有能读取的文档；未存入任何内容。</translation>
    </message>
    <message>
        <location filename="../../db/importing/preparing.py"/>
        <source>Open it with the program that wrote it, and save the page again.</source>
        <translation>请用写出它的程序打开，并重新保存页面。</translation>
    </message>
    <message>
        <location filename="../../db/importing/relinking.py"/>
        <source>Wait until the other program has finished, and try again.</source>
        <translation>请等另一个程序完成后重试。</translation>
    </message>
    <message>
        <location filename="../../db/importing/rereading.py"/>
        <source>There is no capture {capture} in this library.</source>
        <translation>此资料库中没有存档 {capture}。</translation>
    </message>
    <message>
        <location filename="../../db/importing/rereading.py"/>
        <source>Use “beilin show” to see the captures of a thread.</source>
        <translation>可用“beilin show”查看帖子的存档。</translation>
    </message>
    <message>
        <location filename="../../db/importing/sources.py"/>
        <source>{name} is larger than what is read as one saved thread ({megabytes} MB of at most {most} MB); nothing was stored.</source>
        <translation>{name} 超过单个帖子可读取的大小（{megabytes} MB，上限 {most} MB）；未存入任何内容。</translation>
    </message>
    <message>
        <location filename="../../db/importing/sources.py"/>
        <source>Save the pages of the thread one by one.</source>
        <translation>请逐页保存该帖。</translation>
    </message>
    <message>
        <location filename="../../db/importing/sources.py"/>
        <source>{name} is no ordinary file; nothing was stored.</source>
        <translation>{name} 不是普通文件；未存入任何内容。</translation>
    </message>
    <message>
        <location filename="../../db/importing/sources.py"/>
        <source>Choose saved pages, or a folder of them.</source>
        <translation>请选择保存的页面，或存放它们的文件夹。</translation>
    </message>
    <message>
        <location filename="../../db/importing/sources.py"/>
        <source>{name} is a link that leads out of the folder; it was not followed.</source>
        <translation>{name} 是指向文件夹之外的链接；没有打开。</translation>
    </message>
    <message>
        <location filename="../../db/importing/sources.py"/>
        <source>Import what it leads to by its own name.</source>
        <translation>请按其本名导入它所指的内容。</translation>
    </message>
    <message>
        <location filename="../../db/importing/sources.py"/>
        <source>{name} is a part of the open library; nothing was stored.</source>
        <translation>{name} 是已打开的资料库的一部分；未存入任何内容。</translation>
    </message>
    <message>
        <location filename="../../db/importing/sources.py"/>
        <source>Keep the library apart from the saved pages.</source>
        <translation>请把资料库与保存的页面分开存放。</translation>
    </message>
    <message>
        <location filename="../../db/importing/sources.py"/>
        <source>The folder {name} holds no files to import; nothing was stored.</source>
        <translation>文件夹 {name} 中没有可导入的文件；未存入任何内容。</translation>
    </message>
    <message>
        <location filename="../../db/importing/sources.py"/>
        <source>Choose the folder the saved pages are in; hidden files are left out.</source>
        <translation>请选择存放页面的文件夹；隐藏文件不计在内。</translation>
    </message>
    <message>
        <location filename="../../db/importing/sources.py"/>
        <source>{name} is not there (any more); nothing was stored.</source>
        <translation>{name} 不在（或已不在）那里；未存入任何内容。</translation>
    </message>
    <message>
        <location filename="../../db/importing/sources.py"/>
        <source>Check the name, or whether the disk is connected.</source>
        <translation>请检查名称，或磁盘是否已连接。</translation>
    </message>
    <message>
        <location filename="../../db/importing/sources.py"/>
        <source>{name} could not be read: {reason}; nothing was stored.</source>
        <translation>{name} 无法读取：{reason}；未存入任何内容。</translation>
    </message>
    <message>
        <location filename="../../db/importing/sources.py"/>
        <source>Check that you may read it, and the disk it lies on.</source>
        <translation>请确认您有读取权限，并检查其所在的磁盘。</translation>
    </message>
    <message>
        <location filename="../../db/importing/standing.py"/>
        <source>Who answers whom, among the floors that were there before: {added} new, {withdrawn} withdrawn.</source>
        <translation>原有楼层之间的回复关系：新增 {added} 条，撤回 {withdrawn} 条。</translation>
    </message>
    <message>
        <location filename="../../db/importing/standing.py"/>
        <source>Who answers whom, among the floors that were there before: {added} new, {withdrawn} withdrawn, {touched} of your {decisions} decisions touched.</source>
        <translation>原有楼层之间的回复关系：新增 {added} 条，撤回 {withdrawn} 条；您的 {decisions} 项判断中有 {touched} 项受到影响。</translation>
    </message>
    <message>
        <location filename="../../db/importing/terminal.py"/>
        <source>Colour codes of a terminal stand between the bytes of the text: {count} in all. They were left out; the original bytes are kept.</source>
        <translation>文字的字节之间夹有终端的颜色代码：共 {count} 处。它们已略去；原始字节已保留。</translation>
    </message>
    <message>
        <location filename="../../db/importing/updating.py"/>
        <source>Another page of a thread that is known: {added} floors are new.</source>
        <translation>已有帖子的另一页：新增 {added} 层。</translation>
    </message>
    <message>
        <location filename="../../db/importing/updating.py"/>
        <source>The thread was captured before: {added} floors are new, {changed} have other words, {absent} are only in earlier captures and stay.</source>
        <translation>此帖以前存过：新增 {added} 层，{changed} 层文字有变，{absent} 层只见于较早的存档，予以保留。</translation>
    </message>
    <message>
        <location filename="../../db/importing/updating.py"/>
        <source>This capture is older than the one that is shown, which stays shown.</source>
        <translation>此存档比当前显示的更早；仍显示当前的。</translation>
    </message>
    <message>
        <location filename="../../db/importing/updating.py"/>
        <source>Notes whose words are not where they were: {count} in all; look at them.</source>
        <translation>所注文字已不在原处的笔记：共 {count} 条，请查看。</translation>
    </message>
    <message>
        <location filename="../../db/importing/workers.py"/>
        <source>{name} could not be decoded as a picture: it took the process down that tried.</source>
        <translation>{name} 无法解码为图片：解码它的进程因此中止。</translation>
    </message>
    <message>
        <location filename="../../db/importing/workers.py"/>
        <source>Look for another copy of it.</source>
        <translation>请另找一份。</translation>
    </message>
    <message>
        <location filename="../../db/importing/workers.py"/>
        <source>{name} could not be read: it took longer than a page may take; nothing of it was stored, and the others go on.</source>
        <translation>{name} 无法读取：所用时间超过上限；未存入其中任何内容，其他文件继续。</translation>
    </message>
    <message>
        <location filename="../../db/importing/workers.py"/>
        <source>{name} could not be read: it ended the process that read it; nothing of it was stored, and the others go on.</source>
        <translation>{name} 无法读取：读取它的进程因此中止；未存入其中任何内容，其他文件继续。</translation>
    </message>
    <message>
        <location filename="../../db/importing/workers.py"/>
        <source>Keep the file; a later version may read it.</source>
        <translation>请保留该文件；以后的版本也许能够读取。</translation>
    </message>
    <message>
        <location filename="../../db/importing/workers.py"/>
        <source>{name} could not be read: it takes more memory than a page may take; nothing of it was stored.</source>
        <translation>{name} 无法读取：所需内存超过上限；未存入其中任何内容。</translation>
    </message>
    <message>
        <location filename="../../db/integrity/checking.py"/>
        <source>The search index is damaged; no text is lost.  “beilin reindex” builds it anew.</source>
        <translation>搜索索引已损坏；文字没有丢失。“beilin reindex”可将其重建。</translation>
    </message>
    <message>
        <location filename="../../db/integrity/checking.py"/>
        <source>The search index knows {indexed} of {posts} posts, and {stale} of its entries are out of date; no text is lost.  “beilin reindex” builds it anew.</source>
        <translation>搜索索引只含 {posts} 个楼层中的 {indexed} 个，其中 {stale} 项已过时；文字没有丢失。“beilin reindex”可将其重建。</translation>
    </message>
    <message>
        <location filename="../../db/integrity/collecting.py"/>
        <source>{number} more findings of the kind “{kind}”.</source>
        <translation>另有 {number} 个“{kind}”类的发现。</translation>
    </message>
    <message>
        <location filename="../../db/integrity/collecting.py"/>
        <source>A part of the file could not be read ({reason}).</source>
        <translation>文件有一部分无法读取（{reason}）。</translation>
    </message>
    <message>
        <location filename="../../db/integrity/originals.py"/>
        <source>The saved bytes of capture {capture} are not those that were saved; look for them in a backup.</source>
        <translation>存档 {capture} 的字节与当初保存的不一致；请到备份中寻找。</translation>
    </message>
    <message>
        <location filename="../../db/integrity/originals.py"/>
        <source>The bytes of picture {picture} are not those that were kept; look for them in a backup.</source>
        <translation>图片 {picture} 的字节与当初保留的不一致；请到备份中寻找。</translation>
    </message>
    <message>
        <location filename="../../db/integrity/structure.py"/>
        <source>The file is damaged: {detail}.</source>
        <translation>文件已损坏：{detail}。</translation>
    </message>
    <message>
        <location filename="../../db/integrity/structure.py"/>
        <source>A row refers to a row of the table {parent} that is not there.</source>
        <translation>有一行引用了表 {parent} 中不存在的行。</translation>
    </message>
    <message>
        <location filename="../../db/integrity/texts.py"/>
        <source>The text of a post is not what was saved; its original bytes may still have it.</source>
        <translation>有一个楼层的文字与当初保存的不一致；原始字节中也许仍有。</translation>
    </message>
    <message>
        <location filename="../../db/integrity/texts.py"/>
        <source>A part of an article is not what was saved; its original bytes may still have it.</source>
        <translation>正文有一部分与当初保存的不一致；原始字节中也许仍有。</translation>
    </message>
    <message>
        <location filename="../../db/integrity/threads.py"/>
        <source>The thread should have {said} replies, and {found} are there.</source>
        <translation>此帖应有 {said} 条回复，现有 {found} 条。</translation>
    </message>
    <message>
        <location filename="../../db/integrity/threads.py"/>
        <source>What was saved of the head of the thread is missing; its posts are there.</source>
        <translation>此帖页头的保存内容缺失；各楼层都在。</translation>
    </message>
    <message>
        <location filename="../../db/integrity/threads.py"/>
        <source>The post shows the words of another post.</source>
        <translation>该楼层显示的是另一楼层的文字。</translation>
    </message>
    <message>
        <location filename="../../db/integrity/threads.py"/>
        <source>A part of the article is missing or out of place; its original bytes may still have it.</source>
        <translation>正文有一部分缺失或错位；原始字节中也许仍有。</translation>
    </message>
    <message>
        <location filename="../../db/integrity/threads.py"/>
        <source>A quoted passage lies outside of the text it should be in; no text is lost.</source>
        <translation>有一段引文超出了所在的文字；文字没有丢失。</translation>
    </message>
    <message>
        <location filename="../../db/integrity/threads.py"/>
        <source>A quote, a reply mark or a note leads to a post of another thread; no text is lost.</source>
        <translation>有引用、回复标记或笔记指向另一个帖子的楼层；文字没有丢失。</translation>
    </message>
    <message>
        <location filename="../../db/integrity/threads.py"/>
        <source>The reply marks of the thread do not follow from what you decided of them; no text and no decision is lost.  “beilin reindex” puts that right.</source>
        <translation>此帖的回复标记与您的判断不符；文字和判断均未丢失。“beilin reindex”可将其改正。</translation>
    </message>
    <message>
        <location filename="../../db/integrity/threads.py"/>
        <source>The reply tree that is kept of the thread does not fit its posts; no text is lost.  “beilin reindex” builds it anew.</source>
        <translation>此帖保存的回复树与楼层不符；文字没有丢失。“beilin reindex”可将其重建。</translation>
    </message>
    <message>
        <location filename="../../db/migrations/runner.py"/>
        <source>The library could not be brought to the new version because part of it does not fit together; it is as it was.</source>
        <translation>资料库无法升级到新版本，因为有一部分前后不符；已保持原样。</translation>
    </message>
    <message>
        <location filename="../../db/migrations/runner.py"/>
        <source>Run “beilin check” with the version that wrote it, or open a backup.</source>
        <translation>请用写入它的版本运行“beilin check”，或打开备份。</translation>
    </message>
    <message>
        <location filename="../../db/notes/reading.py"/>
        <source>There is no note {note} in this library.</source>
        <translation>此资料库中没有笔记 {note}。</translation>
    </message>
    <message>
        <location filename="../../db/notes/reading.py"/>
        <source>Use “beilin note list” to see what is there.</source>
        <translation>可用“beilin note list”查看现有的笔记。</translation>
    </message>
    <message>
        <location filename="../../db/notes/writing.py"/>
        <source>A note without words was not written.</source>
        <translation>空白的笔记未写入。</translation>
    </message>
    <message>
        <location filename="../../db/notes/writing.py"/>
        <source>Say something in it.</source>
        <translation>请写点内容。</translation>
    </message>
    <message>
        <location filename="../../db/notes/writing.py"/>
        <source>Note {note} is in the trash; it was not changed.</source>
        <translation>笔记 {note} 在回收站中；未作改动。</translation>
    </message>
    <message>
        <location filename="../../db/notes/writing.py"/>
        <source>Restore it first.</source>
        <translation>请先将其恢复。</translation>
    </message>
    <message>
        <location filename="../../db/notes/writing.py"/>
        <source>Note {note} was changed by another program meanwhile; it was left as it is.</source>
        <translation>笔记 {note} 在此期间被另一个程序改动；已保持原样。</translation>
    </message>
    <message>
        <location filename="../../db/notes/writing.py"/>
        <source>Look at its words, and change it again.</source>
        <translation>请查看其内容后再修改。</translation>
    </message>
    <message>
        <location filename="../../db/notes/writing.py"/>
        <source>There is no post {post} in thread {thread}; no note was written.</source>
        <translation>帖子 {thread} 中没有楼层 {post}；未写入笔记。</translation>
    </message>
    <message>
        <location filename="../../db/notes/writing.py"/>
        <source>Use “beilin show” to see its posts.</source>
        <translation>可用“beilin show”查看其楼层。</translation>
    </message>
    <message>
        <location filename="../../db/notes/writing.py"/>
        <source>The words “{words}” are not in the text; no note was written.</source>
        <translation>文中没有“{words}”；未写入笔记。</translation>
    </message>
    <message>
        <location filename="../../db/notes/writing.py"/>
        <source>Give words as they stand in the post or the article.</source>
        <translation>请给出楼层或正文中的原文。</translation>
    </message>
    <message>
        <location filename="../../db/notes/writing.py"/>
        <source>The words are not where the note was to be put; no note was written.</source>
        <translation>要加笔记的位置没有这些文字；未写入笔记。</translation>
    </message>
    <message>
        <location filename="../../db/notes/writing.py"/>
        <source>Select them again.</source>
        <translation>请重新选择。</translation>
    </message>
    <message>
        <location filename="../../db/notes/writing.py"/>
        <source>A note of {length} characters is too long; it was not written.</source>
        <translation>笔记有 {length} 个字符，太长了；未写入。</translation>
    </message>
    <message>
        <location filename="../../db/notes/writing.py"/>
        <source>Divide it: one holds {longest} characters.</source>
        <translation>请将其分开：每条最多 {longest} 个字符。</translation>
    </message>
    <message>
        <location filename="../../db/notes/writing.py"/>
        <source>The note holds bytes that are no text; it was not written.</source>
        <translation>笔记中含有不是文字的字节；未写入。</translation>
    </message>
    <message>
        <location filename="../../db/notes/writing.py"/>
        <source>Type it again, or save it as UTF-8 first.</source>
        <translation>请重新输入，或先存为 UTF-8。</translation>
    </message>
    <message>
        <location filename="../../db/notes/writing.py"/>
        <source>Too many or too long tags; nothing was changed.</source>
        <translation>标签太多或太长；未作任何改动。</translation>
    </message>
    <message>
        <location filename="../../db/notes/writing.py"/>
        <source>Use {most} tags of {longest} characters at most.</source>
        <translation>最多 {most} 个标签，每个最多 {longest} 个字符。</translation>
    </message>
    <message>
        <location filename="../../db/pictures.py"/>
        <source>{name} is no picture of a kind that is shown (PNG, JPEG, GIF, WebP).</source>
        <translation>{name} 不是可以显示的图片（PNG、JPEG、GIF、WebP）。</translation>
    </message>
    <message>
        <location filename="../../db/pictures.py"/>
        <source>Choose another file, or save the picture as PNG.</source>
        <translation>请另选文件，或把图片存为 PNG。</translation>
    </message>
    <message>
        <location filename="../../db/pictures.py"/>
        <source>{name} is damaged: it cannot be decoded as a picture.</source>
        <translation>{name} 已损坏：无法解码为图片。</translation>
    </message>
    <message>
        <location filename="../../db/pictures.py"/>
        <source>{name} is too large to be shown (at most {pixels} million pixels and {megabytes} MB).</source>
        <translation>{name} 太大，无法显示（上限为 {pixels} 百万像素、{megabytes} MB）。</translation>
    </message>
    <message>
        <location filename="../../db/pictures.py"/>
        <source>Scale it down with another program.</source>
        <translation>请用其他程序把它缩小。</translation>
    </message>
    <message>
        <location filename="../../db/place.py"/>
        <source>The place of the library could not be remembered in {path}: {reason}.</source>
        <translation>无法将资料库的位置记入 {path}：{reason}。</translation>
    </message>
    <message>
        <location filename="../../db/place.py"/>
        <source>Check that you may write to that folder.</source>
        <translation>请确认您有权写入该文件夹。</translation>
    </message>
    <message>
        <location filename="../../db/place.py"/>
        <source>The file {path}, which tells where the library lies, could not be read; no library was opened or created.</source>
        <translation>记录资料库位置的文件 {path} 无法读取；未打开也未新建资料库。</translation>
    </message>
    <message>
        <location filename="../../db/place.py"/>
        <source>Correct it, or remove it and choose the library again.</source>
        <translation>请更正该文件，或将其删除后重新选择资料库。</translation>
    </message>
    <message>
        <location filename="../../db/replies/rules.py"/>
        <source>is marked by the page as an answer to that floor</source>
        <translation>由页面注明是对那一楼的回复</translation>
    </message>
    <message>
        <location filename="../../db/replies/rules.py"/>
        <source>is marked by the page as an answer to a post that is not in this capture</source>
        <translation>由页面注明是对此存档中没有的楼层的回复</translation>
    </message>
    <message>
        <location filename="../../db/replies/rules.py"/>
        <source>quotes that floor by a mark of the page that names it</source>
        <translation>引用那一楼，页面的引用标记写明了是哪一楼</translation>
    </message>
    <message>
        <location filename="../../db/replies/rules.py"/>
        <source>names the author and the time of that floor and quotes its words</source>
        <translation>写明那一楼的作者和时间，并引用其文字</translation>
    </message>
    <message>
        <location filename="../../db/replies/rules.py"/>
        <source>names the author of that floor and quotes its words</source>
        <translation>写明那一楼的作者，并引用其文字</translation>
    </message>
    <message>
        <location filename="../../db/replies/rules.py"/>
        <source>names the author and the time of that floor</source>
        <translation>写明那一楼的作者和时间</translation>
    </message>
    <message>
        <location filename="../../db/replies/rules.py"/>
        <source>names the author of that floor and quotes a few of its words</source>
        <translation>写明那一楼的作者，并引用其中几个字</translation>
    </message>
    <message>
        <location filename="../../db/replies/rules.py"/>
        <source>names the author of that floor, who wrote no other before</source>
        <translation>写明那一楼的作者，而此人之前没有写过其他楼层</translation>
    </message>
    <message>
        <location filename="../../db/replies/rules.py"/>
        <source>names the author of that floor and quotes words much like it</source>
        <translation>写明那一楼的作者，并引用与之相近的文字</translation>
    </message>
    <message>
        <location filename="../../db/replies/rules.py"/>
        <source>names the author of that floor, which was hidden since</source>
        <translation>写明那一楼的作者，而那一楼后来被隐藏</translation>
    </message>
    <message>
        <location filename="../../db/replies/rules.py"/>
        <source>names the author of that floor and quotes what was quoted there</source>
        <translation>写明那一楼的作者，并引用那里引用过的文字</translation>
    </message>
    <message>
        <location filename="../../db/replies/rules.py"/>
        <source>names the author of that floor and a time that fits only there</source>
        <translation>写明那一楼的作者，以及只与那一楼相符的时间</translation>
    </message>
    <message>
        <location filename="../../db/replies/rules.py"/>
        <source>quotes the words of that floor without naming anybody</source>
        <translation>引用那一楼的文字，但没有写明作者</translation>
    </message>
    <message>
        <location filename="../../db/replies/rules.py"/>
        <source>quotes the whole of that floor without naming anybody</source>
        <translation>引用那一楼的全文，但没有写明作者</translation>
    </message>
    <message>
        <location filename="../../db/replies/rules.py"/>
        <source>quotes a few words of that floor without naming anybody</source>
        <translation>引用那一楼的几个字，但没有写明作者</translation>
    </message>
    <message>
        <location filename="../../db/replies/rules.py"/>
        <source>names the number of that floor</source>
        <translation>写出了那一楼的楼层号</translation>
    </message>
    <message>
        <location filename="../../db/replies/rules.py"/>
        <source>calls the author of that floor by name, who wrote no other before</source>
        <translation>点名叫了那一楼作者，此人之前没有写过别的楼层</translation>
    </message>
    <message>
        <location filename="../../db/replies/rules.py"/>
        <source>calls the author of that floor by name, and it is the latest of several</source>
        <translation>点名叫了那一楼作者，那一楼是此人之前几楼中最近的一楼</translation>
    </message>
    <message>
        <location filename="../../db/replies/rules.py"/>
        <source>repeats words of that floor in quotation marks</source>
        <translation>用引号引了那一楼的话</translation>
    </message>
    <message>
        <location filename="../../db/replies/rules.py"/>
        <source>repeats a long passage that only that floor holds</source>
        <translation>重复了一长段只有那一楼才有的话</translation>
    </message>
    <message>
        <location filename="../../db/replies/rules.py"/>
        <source>repeats words that only that floor holds</source>
        <translation>重复了只有那一楼才有的话</translation>
    </message>
    <message>
        <location filename="../../db/replies/rules.py"/>
        <source>repeats a few words that only that floor holds</source>
        <translation>重复了只有那一楼才有的几个字</translation>
    </message>
    <message>
        <location filename="../../db/replies/rules.py"/>
        <source>begins by speaking of the floor above</source>
        <translation>开头就提到楼上</translation>
    </message>
    <message>
        <location filename="../../db/replies/rules.py"/>
        <source>speaks of the floor above in passing</source>
        <translation>文中提到楼上</translation>
    </message>
    <message>
        <location filename="../../db/replies/rules.py"/>
        <source>speaks of the one who began the thread</source>
        <translation>提到发起这个帖子的人</translation>
    </message>
    <message>
        <location filename="../../db/replies/rules.py"/>
        <source>mentions the author of that floor by name</source>
        <translation>文中提到那一楼作者的名字</translation>
    </message>
    <message>
        <location filename="../../db/replies/rules.py"/>
        <source>mentions a name that shares letters with the author of that floor</source>
        <translation>提到的名字与那一楼作者的名字有相同的字母</translation>
    </message>
    <message>
        <location filename="../../db/replies/rules.py"/>
        <source>shares words with that floor that no other near it holds</source>
        <translation>与那一楼有相同的词语，附近其他楼层都没有</translation>
    </message>
    <message>
        <location filename="../../db/replies/rules.py"/>
        <source>has more in common with that floor than with others near it</source>
        <translation>与那一楼的共同之处多于附近其他楼层</translation>
    </message>
    <message>
        <location filename="../../db/replies/rules.py"/>
        <source>shares words with that floor</source>
        <translation>与那一楼有相同的词语</translation>
    </message>
    <message>
        <location filename="../../db/replies/rules.py"/>
        <source>stands directly after that floor</source>
        <translation>紧接在那一楼之后</translation>
    </message>
    <message>
        <location filename="../../db/replies/rules.py"/>
        <source>quotes a post that is not in this capture</source>
        <translation>引用了此存档中没有的楼层</translation>
    </message>
    <message>
        <location filename="../../db/search/aliases.py"/>
        <source>Line {line}: “{word}” stands in line {before} already.</source>
        <translation>第 {line} 行：“{word}”已在第 {before} 行。</translation>
    </message>
    <message>
        <location filename="../../db/search/aliases.py"/>
        <source>Words that mean the same belong into one line, each of them once.</source>
        <translation>意思相同的词写在同一行，每个词只写一次。</translation>
    </message>
    <message>
        <location filename="../../db/search/aliases.py"/>
        <source>Line {line}: a list holds {most} lines at most.</source>
        <translation>第 {line} 行：词表最多 {most} 行。</translation>
    </message>
    <message>
        <location filename="../../db/search/aliases.py"/>
        <source>Leave out what you do not need.</source>
        <translation>请删去不需要的。</translation>
    </message>
    <message>
        <location filename="../../db/search/aliases.py"/>
        <source>Line {line}: a word is missing.</source>
        <translation>第 {line} 行：缺少词。</translation>
    </message>
    <message>
        <location filename="../../db/search/aliases.py"/>
        <source>Write two words or more with “=” between them, such as colour = color.</source>
        <translation>请写两个或更多的词，中间用“=”隔开，例如“芯片=晶片”。</translation>
    </message>
    <message>
        <location filename="../../db/search/aliases.py"/>
        <source>Line {line} is too long.</source>
        <translation>第 {line} 行太长。</translation>
    </message>
    <message>
        <location filename="../../db/search/aliases.py"/>
        <source>A line holds {most} words of {longest} characters at most.</source>
        <translation>一行最多 {most} 个词，每个词最多 {longest} 个字。</translation>
    </message>
    <message>
        <location filename="../../db/search/aliases.py"/>
        <source>Line {line} holds bytes that are no text.</source>
        <translation>第 {line} 行中有不是文字的内容。</translation>
    </message>
    <message>
        <location filename="../../db/search/aliases.py"/>
        <source>Type it again.</source>
        <translation>请重新输入。</translation>
    </message>
    <message>
        <location filename="../../db/search/operators.py"/>
        <source>“{name}:” does not know what stands behind it; nothing was looked for.</source>
        <translation>“{name}:”后面的内容无法识别；未作搜索。</translation>
    </message>
    <message>
        <location filename="../../db/search/operators.py"/>
        <source>Write one of these: {values}.</source>
        <translation>请写下列之一：{values}。</translation>
    </message>
    <message>
        <location filename="../../db/search/operators.py"/>
        <source>“floor:” needs the number of a floor, or a range; nothing was looked for.</source>
        <translation>“floor:”后面需要楼层号或范围；未作搜索。</translation>
    </message>
    <message>
        <location filename="../../db/search/operators.py"/>
        <source>Write floor:12, floor:10..20, floor:10.. or floor:..20.</source>
        <translation>请写 floor:12、floor:10..20、floor:10.. 或 floor:..20。</translation>
    </message>
    <message>
        <location filename="../../db/search/operators.py"/>
        <source>“date:” needs a date, or a range; nothing was looked for.</source>
        <translation>“date:”后面需要日期或范围；未作搜索。</translation>
    </message>
    <message>
        <location filename="../../db/search/operators.py"/>
        <source>Write date:2025, date:2025-01, date:2025-01-28, date:2025-01..2025-03 or date:..2024.</source>
        <translation>请写 date:2025、date:2025-01、date:2025-01-28、date:2025-01..2025-03 或 date:..2024。</translation>
    </message>
    <message>
        <location filename="../../db/search/operators.py"/>
        <source>There is no such date; nothing was looked for.</source>
        <translation>没有这样的日期；未作搜索。</translation>
    </message>
    <message>
        <location filename="../../db/search/operators.py"/>
        <source>Write year, month and day as 2025-01-28.</source>
        <translation>年月日请写作 2025-01-28。</translation>
    </message>
    <message>
        <location filename="../../db/search/operators.py"/>
        <source>The range ends before it begins; nothing was looked for.</source>
        <translation>范围的终点在起点之前；未作搜索。</translation>
    </message>
    <message>
        <location filename="../../db/search/operators.py"/>
        <source>Write what comes first before the two dots.</source>
        <translation>请把在前的写在两个点之前。</translation>
    </message>
    <message>
        <location filename="../../db/search/query.py"/>
        <source>A search can look for {most} words at most; nothing was looked for.</source>
        <translation>一次搜索最多可查 {most} 个词；未作搜索。</translation>
    </message>
    <message>
        <location filename="../../db/search/query.py"/>
        <source>Use fewer words, or put what belongs together in quotation marks.</source>
        <translation>请减少词数，或给连在一起的词加上引号。</translation>
    </message>
    <message>
        <location filename="../../db/search/query.py"/>
        <source>“{name}:” needs something behind it; nothing was looked for.</source>
        <translation>“{name}:”后面需要内容；未作搜索。</translation>
    </message>
    <message>
        <location filename="../../db/search/query.py"/>
        <source>Write it directly behind the colon.</source>
        <translation>请紧接着写在冒号后面。</translation>
    </message>
    <message>
        <location filename="../../db/search/query.py"/>
        <source>The parentheses are nested too deeply; nothing was looked for.</source>
        <translation>括号嵌套太深；未作搜索。</translation>
    </message>
    <message>
        <location filename="../../db/search/query.py"/>
        <source>Use fewer of them, or put the words in quotation marks.</source>
        <translation>请减少括号，或给词语加上引号。</translation>
    </message>
    <message>
        <location filename="../../db/search/query.py"/>
        <source>A parenthesis is opened but not closed; nothing was looked for.</source>
        <translation>有括号未闭合；未作搜索。</translation>
    </message>
    <message>
        <location filename="../../db/search/query.py"/>
        <source>Close it, or put the words in quotation marks.</source>
        <translation>请闭合括号，或给词语加上引号。</translation>
    </message>
    <message>
        <location filename="../../db/search/query.py"/>
        <source>A quotation mark is opened but not closed; nothing was looked for.</source>
        <translation>有引号未闭合；未作搜索。</translation>
    </message>
    <message>
        <location filename="../../db/search/query.py"/>
        <source>Close it, or leave it out.</source>
        <translation>请闭合引号，或将其去掉。</translation>
    </message>
    <message>
        <location filename="../../db/search/query.py"/>
        <source>There is nothing between the quotation marks; nothing was looked for.</source>
        <translation>引号之间没有内容；未作搜索。</translation>
    </message>
    <message>
        <location filename="../../db/search/query.py"/>
        <source>Write the words to look for between them.</source>
        <translation>请在引号之间写上要查的词。</translation>
    </message>
    <message>
        <location filename="../../db/search/query.py"/>
        <source>“OR” needs words before and behind it; nothing was looked for.</source>
        <translation>“OR”前后都需要有词；未作搜索。</translation>
    </message>
    <message>
        <location filename="../../db/search/query.py"/>
        <source>Put it in quotation marks to look for the word itself.</source>
        <translation>要查这个词本身，请加上引号。</translation>
    </message>
    <message>
        <location filename="../../db/search/query.py"/>
        <source>Words are missing here; nothing was looked for.</source>
        <translation>此处缺少词语；未作搜索。</translation>
    </message>
    <message>
        <location filename="../../db/search/query.py"/>
        <source>Complete the search, or put it in quotation marks.</source>
        <translation>请补全搜索，或加上引号。</translation>
    </message>
    <message>
        <location filename="../../db/search/query.py"/>
        <source>There is nothing to look for.</source>
        <translation>没有可查的内容。</translation>
    </message>
    <message>
        <location filename="../../db/search/query.py"/>
        <source>Type a word or a character.</source>
        <translation>请输入一个词或一个字。</translation>
    </message>
    <message>
        <location filename="../../db/search/query.py"/>
        <source>A search needs something to look for, not only what to leave out.</source>
        <translation>搜索需要有要查的内容，不能只有排除项。</translation>
    </message>
    <message>
        <location filename="../../db/search/query.py"/>
        <source>Add a word that must be there.</source>
        <translation>请加上一个必须出现的词。</translation>
    </message>
    <message>
        <location filename="../../db/search/saved.py"/>
        <source>There is no saved search “{name}”.</source>
        <translation>没有名为“{name}”的已存搜索。</translation>
    </message>
    <message>
        <location filename="../../db/search/saved.py"/>
        <source>“beilin search --list-saved” names those there are.</source>
        <translation>“beilin search --list-saved”会列出已有的。</translation>
    </message>
    <message>
        <location filename="../../db/search/saved.py"/>
        <source>This search is too long to be kept, or is no text.</source>
        <translation>这条搜索太长，或不是文字，无法保存。</translation>
    </message>
    <message>
        <location filename="../../db/search/saved.py"/>
        <source>Make it shorter, and try again.</source>
        <translation>请缩短后再试。</translation>
    </message>
    <message>
        <location filename="../../db/search/saved.py"/>
        <source>This saved search is there no more.</source>
        <translation>这条已存搜索已经不在了。</translation>
    </message>
    <message>
        <location filename="../../db/search/saved.py"/>
        <source>It was removed meanwhile.</source>
        <translation>它已被移除。</translation>
    </message>
    <message>
        <location filename="../../db/search/saved.py"/>
        <source>A saved search needs a name of at most {most} characters.</source>
        <translation>已存搜索需要一个名称，最多 {most} 个字符。</translation>
    </message>
    <message>
        <location filename="../../db/search/saved.py"/>
        <source>Give it another one.</source>
        <translation>请换一个名称。</translation>
    </message>
    <message>
        <location filename="../../db/search/soundness.py"/>
        <source>The search index of the library {name} is damaged; no text is lost.</source>
        <translation>资料库 {name} 的搜索索引已损坏；文字没有丢失。</translation>
    </message>
    <message>
        <location filename="../../db/search/soundness.py"/>
        <source>“beilin reindex” builds it anew.</source>
        <translation>运行“beilin reindex”可以重建索引。</translation>
    </message>
    <message>
        <location filename="../../db/store/creating.py"/>
        <source>The disk is full; no library could be made at {path}.</source>
        <translation>磁盘已满；无法在 {path} 新建资料库。</translation>
    </message>
    <message>
        <location filename="../../db/store/creating.py"/>
        <source>No library could be made at {path}: {reason}.</source>
        <translation>无法在 {path} 新建资料库：{reason}。</translation>
    </message>
    <message>
        <location filename="../../db/store/creating.py"/>
        <source>Choose a folder you may write to.</source>
        <translation>请选择您有写入权限的文件夹。</translation>
    </message>
    <message>
        <location filename="../../db/store/creating.py"/>
        <source>{path} was left there by an earlier library and may hold what was last written to it; no library was made.</source>
        <translation>{path} 是先前的资料库留下的，可能含有最后写入的内容；未新建资料库。</translation>
    </message>
    <message>
        <location filename="../../db/store/creating.py"/>
        <source>Put that library back beside it, or choose another name.</source>
        <translation>请把那个资料库放回其旁边，或另选名称。</translation>
    </message>
    <message>
        <location filename="../../db/store/door.py"/>
        <source>The library {name} is open for reading only; nothing was changed.</source>
        <translation>资料库 {name} 以只读方式打开；未作任何改动。</translation>
    </message>
    <message>
        <location filename="../../db/store/door.py"/>
        <source>Change its permissions, or copy it to a place you may write to.</source>
        <translation>请更改其权限，或将其复制到您有写入权限的位置。</translation>
    </message>
    <message>
        <location filename="../../db/store/door.py"/>
        <source>Another program has brought the library {name} to a newer version; nothing was changed.</source>
        <translation>另一个程序已把资料库 {name} 升级到更新的版本；未作任何改动。</translation>
    </message>
    <message>
        <location filename="../../db/store/door.py"/>
        <source>Close Beilin and start the newer version.</source>
        <translation>请关闭 Beilin，改用更新的版本。</translation>
    </message>
    <message>
        <location filename="../../db/store/faults.py"/>
        <source>The library {name} is in use by another program; nothing was changed.</source>
        <translation>资料库 {name} 正被另一个程序使用；未作任何改动。</translation>
    </message>
    <message>
        <location filename="../../db/store/faults.py"/>
        <source>Wait until it has finished, or close it, and try again.</source>
        <translation>请等它完成，或将其关闭，然后重试。</translation>
    </message>
    <message>
        <location filename="../../db/store/faults.py"/>
        <source>The library {name} cannot be written; what is in it can still be read.</source>
        <translation>资料库 {name} 无法写入；其中内容仍可阅读。</translation>
    </message>
    <message>
        <location filename="../../db/store/faults.py"/>
        <source>A part of the library {name} could not be read; nothing was changed.</source>
        <translation>资料库 {name} 有一部分无法读取；未作任何改动。</translation>
    </message>
    <message>
        <location filename="../../db/store/faults.py"/>
        <source>Copy the file to a safe place before anything else; “beilin check” says what is damaged, and a backup brings it back.</source>
        <translation>请先把文件复制到安全的地方；“beilin check”会说明哪里损坏，备份可以恢复它。</translation>
    </message>
    <message>
        <location filename="../../db/store/faults.py"/>
        <source>The disk could not read or write the library {name}; what was stored before was not changed.</source>
        <translation>磁盘无法读写资料库 {name}；此前存入的内容没有变动。</translation>
    </message>
    <message>
        <location filename="../../db/store/faults.py"/>
        <source>Check the disk and its free space, then try again.</source>
        <translation>请检查磁盘及其剩余空间，然后重试。</translation>
    </message>
    <message>
        <location filename="../../db/store/faults.py"/>
        <source>The library {path} could not be opened; it was left as it is.</source>
        <translation>资料库 {path} 无法打开；已保持原样。</translation>
    </message>
    <message>
        <location filename="../../db/store/faults.py"/>
        <source>Check that the file and its folder may be read and written by you.</source>
        <translation>请确认您有权读写该文件及其所在文件夹。</translation>
    </message>
    <message>
        <location filename="../../db/store/faults.py"/>
        <source>The disk is full; what was stored before is safe, this change was not made.</source>
        <translation>磁盘已满；此前存入的内容安全无恙，这次改动未作。</translation>
    </message>
    <message>
        <location filename="../../db/store/faults.py"/>
        <source>Free some space and try again.</source>
        <translation>请腾出一些空间后重试。</translation>
    </message>
    <message>
        <location filename="../../db/store/faults.py"/>
        <source>{name} is not a Beilin library, or it is damaged; it was left as it is.</source>
        <translation>{name} 不是 Beilin 资料库，或已损坏；已保持原样。</translation>
    </message>
    <message>
        <location filename="../../db/store/faults.py"/>
        <source>Choose another library, or open a backup.</source>
        <translation>请另选资料库，或打开备份。</translation>
    </message>
    <message>
        <location filename="../../db/store/faults.py"/>
        <source>The library {path} could not be read: {reason}.</source>
        <translation>资料库 {path} 无法读取：{reason}。</translation>
    </message>
    <message>
        <location filename="../../db/store/faults.py"/>
        <source>Check that the file and its folder may be read by you.</source>
        <translation>请确认您有权读取该文件及其所在文件夹。</translation>
    </message>
    <message>
        <location filename="../../db/store/opening.py"/>
        <source>The library {path} is not there; nothing was created in its place.</source>
        <translation>资料库 {path} 不在那里；未在原处新建任何内容。</translation>
    </message>
    <message>
        <location filename="../../db/store/opening.py"/>
        <source>Put the file back there: what was last written to it is in {log} and missing anywhere else.</source>
        <translation>请把文件放回原处：最后写入的内容在 {log} 中，在别处打开会缺少这些内容。</translation>
    </message>
    <message>
        <location filename="../../db/store/opening.py"/>
        <source>Connect the disk it lies on, choose where it lies now, or create a new library.</source>
        <translation>请连接其所在的磁盘，指定其现在的位置，或新建资料库。</translation>
    </message>
    <message>
        <location filename="../../db/store/opening.py"/>
        <source>{path} is not a file; nothing was opened or created.</source>
        <translation>{path} 不是文件；未打开也未新建任何内容。</translation>
    </message>
    <message>
        <location filename="../../db/store/opening.py"/>
        <source>Choose the file of a library.</source>
        <translation>请选择资料库文件。</translation>
    </message>
    <message>
        <location filename="../../db/store/opening.py"/>
        <source>The library {name} was written by a newer version of Beilin; it was left as it is.</source>
        <translation>资料库 {name} 由更新版本的 Beilin 写入；已保持原样。</translation>
    </message>
    <message>
        <location filename="../../db/store/opening.py"/>
        <source>Update Beilin, or open another library.</source>
        <translation>请更新 Beilin，或打开其他资料库。</translation>
    </message>
    <message>
        <location filename="../../db/store/opening.py"/>
        <source>The disk is too full to open the library {name}; it was left as it is.</source>
        <translation>磁盘空间不足，无法打开资料库 {name}；已保持原样。</translation>
    </message>
    <message>
        <location filename="../../db/store/opening.py"/>
        <source>Free at least 1 MB and try again.</source>
        <translation>请至少腾出 1 MB 后重试。</translation>
    </message>
    <message>
        <location filename="../../db/store/opening.py"/>
        <source>The library {name} is of an older version and cannot be changed here.</source>
        <translation>资料库 {name} 版本较旧，在此处无法改动。</translation>
    </message>
    <message>
        <location filename="../../db/store/opening.py"/>
        <source>Copy it to a place you may write to and open the copy.</source>
        <translation>请将其复制到您有写入权限的位置，再打开副本。</translation>
    </message>
    <message>
        <location filename="../../db/store/opening.py"/>
        <source>The library {name} is being written by another program; nothing was changed.</source>
        <translation>资料库 {name} 正由另一个程序写入；未作任何改动。</translation>
    </message>
    <message>
        <location filename="../../db/store/opening.py"/>
        <source>There is no room for the copy by which the library {name} is read; it was left as it is.</source>
        <translation>没有空间存放读取资料库 {name} 所需的副本；已保持原样。</translation>
    </message>
    <message>
        <location filename="../../db/store/watching.py"/>
        <source>The file {path} was replaced by another one while it was open; nothing was changed.</source>
        <translation>文件 {path} 在打开期间被另一个文件替换；未作任何改动。</translation>
    </message>
    <message>
        <location filename="../../db/store/watching.py"/>
        <source>Open the library again.</source>
        <translation>请重新打开资料库。</translation>
    </message>
    <message>
        <location filename="../../db/store/watching.py"/>
        <source>The library {path} was changed by another program while it was open for reading.</source>
        <translation>资料库 {path} 在只读打开期间被另一个程序改动。</translation>
    </message>
    <message>
        <location filename="../../db/store/watching.py"/>
        <source>The library {path} was moved or deleted while it was open; nothing was changed.</source>
        <translation>资料库 {path} 在打开期间被移动或删除；未作任何改动。</translation>
    </message>
    <message>
        <location filename="../../db/store/watching.py"/>
        <source>Put the file back, or open the library from its new place.</source>
        <translation>请把文件放回原处，或从新位置打开资料库。</translation>
    </message>
    <message>
        <location filename="../../db/threads/deciding.py"/>
        <source>The floor has no reply mark that could be confirmed; nothing was changed.</source>
        <translation>此楼没有可以确认的回复标记；未作任何改动。</translation>
    </message>
    <message>
        <location filename="../../db/threads/deciding.py"/>
        <source>Choose the floor that it answers.</source>
        <translation>请选择它所回复的楼层。</translation>
    </message>
    <message>
        <location filename="../../db/threads/deciding.py"/>
        <source>The floor has no reply mark that could be rejected; nothing was changed.</source>
        <translation>此楼没有可以否定的回复标记；未作任何改动。</translation>
    </message>
    <message>
        <location filename="../../db/threads/deciding.py"/>
        <source>Say that it is no reply if it answers nobody.</source>
        <translation>如果它不回复任何人，请将其标为“不是回复”。</translation>
    </message>
    <message>
        <location filename="../../db/threads/deciding.py"/>
        <source>Somebody has decided otherwise of this floor meanwhile; it was left as it is.</source>
        <translation>此楼的回复关系在此期间已另作判断；已保持原样。</translation>
    </message>
    <message>
        <location filename="../../db/threads/deciding.py"/>
        <source>Look at whom it answers now, and decide again.</source>
        <translation>请查看它现在回复谁，再作判断。</translation>
    </message>
    <message>
        <location filename="../../db/threads/deciding.py"/>
        <source>A floor cannot answer itself; nothing was changed.</source>
        <translation>楼层不能回复自己；未作任何改动。</translation>
    </message>
    <message>
        <location filename="../../db/threads/deciding.py"/>
        <source>Choose another.</source>
        <translation>请另选一层。</translation>
    </message>
    <message>
        <location filename="../../db/threads/deciding.py"/>
        <source>A reason of {length} characters is too long; nothing was changed.</source>
        <translation>理由长达 {length} 个字符，过长；未作任何改动。</translation>
    </message>
    <message>
        <location filename="../../db/threads/deciding.py"/>
        <source>Use {longest} characters at most.</source>
        <translation>最多 {longest} 个字符。</translation>
    </message>
    <message>
        <location filename="../../db/threads/deciding.py"/>
        <source>There is no post {post} in this library; nothing was changed.</source>
        <translation>资料库中没有楼层 {post}；未作任何改动。</translation>
    </message>
    <message>
        <location filename="../../db/threads/deciding.py"/>
        <source>Use “beilin show” to see the posts of a thread.</source>
        <translation>可用“beilin show”查看帖子的楼层。</translation>
    </message>
    <message>
        <location filename="../../db/threads/deciding.py"/>
        <source>The opening post begins the thread and answers nobody; nothing was changed.</source>
        <translation>正文是帖子的开头，不回复任何人；未作任何改动。</translation>
    </message>
    <message>
        <location filename="../../db/threads/deciding.py"/>
        <source>Choose one of the replies.</source>
        <translation>请选择一条回复。</translation>
    </message>
    <message>
        <location filename="../../db/threads/deciding.py"/>
        <source>What the floor is to answer is not in its thread; nothing was changed.</source>
        <translation>要回复的对象不在此帖中；未作任何改动。</translation>
    </message>
    <message>
        <location filename="../../db/threads/deciding.py"/>
        <source>Choose a floor of the same thread.</source>
        <translation>请选择同一帖子中的楼层。</translation>
    </message>
    <message>
        <location filename="../../db/threads/deciding.py"/>
        <source>Floor {child} cannot answer floor {parent}: the floors would answer each other in a circle, {circle}. Nothing was changed.</source>
        <translation>第 {child} 楼不能回复第 {parent} 楼：这些楼层会循环回复（{circle}）。未作任何改动。</translation>
    </message>
    <message>
        <location filename="../../db/threads/deciding.py"/>
        <source>Change whom one of the others answers first.</source>
        <translation>请先更改其中另一层的回复对象。</translation>
    </message>
    <message>
        <location filename="../../db/threads/editing.py"/>
        <source>A title or address of {length} characters is too long; nothing was changed.</source>
        <translation>标题或网址有 {length} 个字符，太长了；未作任何改动。</translation>
    </message>
    <message>
        <location filename="../../db/threads/editing.py"/>
        <source>This title or address holds bytes that are no text; nothing was changed.</source>
        <translation>此标题或网址中含有不是文字的字节；未作任何改动。</translation>
    </message>
    <message>
        <location filename="../../db/threads/originals.py"/>
        <source>The saved bytes of capture {capture} are damaged; no file was written.</source>
        <translation>存档 {capture} 的字节已损坏；未写入文件。</translation>
    </message>
    <message>
        <location filename="../../db/threads/originals.py"/>
        <source>Run “beilin check”, and look for a backup of the library.</source>
        <translation>请运行“beilin check”，并寻找资料库的备份。</translation>
    </message>
    <message>
        <location filename="../../db/threads/originals.py"/>
        <source>{path} could not be written: {reason}.</source>
        <translation>{path} 无法写入：{reason}。</translation>
    </message>
    <message>
        <location filename="../../db/threads/originals.py"/>
        <source>Choose a folder you may write to, with enough room.</source>
        <translation>请选择您有写入权限且空间足够的文件夹。</translation>
    </message>
    <message>
        <location filename="../../db/threads/pictures.py"/>
        <source>The place of the image is not there any more; nothing was changed.</source>
        <translation>图片所在的位置已不存在；未作任何改动。</translation>
    </message>
    <message>
        <location filename="../../db/threads/pictures.py"/>
        <source>Open the thread again.</source>
        <translation>请重新打开此帖。</translation>
    </message>
    <message>
        <location filename="../../db/threads/pictures.py"/>
        <source>The picture is not in the library any more.</source>
        <translation>图片已不在资料库中。</translation>
    </message>
    <message>
        <location filename="../../db/threads/pictures.py"/>
        <source>Attach it again.</source>
        <translation>请重新附上。</translation>
    </message>
    <message>
        <location filename="../../db/threads/pictures.py"/>
        <source>The bytes of this picture are damaged; no file was written.</source>
        <translation>这张图片的字节已损坏；未写入文件。</translation>
    </message>
    <message>
        <location filename="../../db/threads/reading.py"/>
        <source>What was saved of the head of thread {thread} is missing; its posts are safe.</source>
        <translation>帖子 {thread} 页头的保存内容缺失；各楼层安全无恙。</translation>
    </message>
    <message>
        <location filename="../../db/threads/reading.py"/>
        <source>Run “beilin check”, and import the file of the thread again.</source>
        <translation>请运行“beilin check”，并重新导入该帖的文件。</translation>
    </message>
    <message>
        <location filename="../../db/threads/skeleton.py"/>
        <source>The packed reply tree of a thread is damaged; its posts are safe.</source>
        <translation>有帖子的回复树已损坏；各楼层安全无恙。</translation>
    </message>
    <message>
        <location filename="../../db/threads/skeleton.py"/>
        <source>Run “beilin reindex” to build it again.</source>
        <translation>请运行“beilin reindex”将其重建。</translation>
    </message>
    <message>
        <location filename="../../db/threads/skeleton.py"/>
        <source>There is no thread {thread} in this library.</source>
        <translation>此资料库中没有帖子 {thread}。</translation>
    </message>
    <message>
        <location filename="../../db/threads/skeleton.py"/>
        <source>Use “beilin list” to see what is there.</source>
        <translation>可用“beilin list”查看现有的帖子。</translation>
    </message>
</context>
</TS>
