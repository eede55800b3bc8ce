using System.Text.Json.Nodes;
using ContactCenter.Scripting;
using ContactCenter.Tools.Flow.LanguageServer;

namespace ContactCenter.Tools.Flow.Tests;

/// <summary>The language server as editors run it: a process and messages.</summary>
public sealed class LanguageServerTests : IDisposable
{
    private const string Contracts = "action alert.ring(risk: number)\n";
    private const string Script = "script demo v1, texts en, for chat, outcomes done\n  step hello\n    ask more: yes/no \"More?\"\n    if more -> rest\n    -> end done\n  step rest\n    say \"{more}, good morning 🙂 {name}.\"\n    -> end done\n  step who, anytime\n    ask name: text \"Your name?\"\n    -> back\n";

    private readonly string _at = Directory.CreateTempSubdirectory("ccflow-").FullName;
    private readonly string _uri;

    public LanguageServerTests()
    {
        File.WriteAllText(Path.Combine(_at, "demo.contracts"), Contracts);
        _uri = new Uri(Path.Combine(_at, "demo.flow")).AbsoluteUri;
    }

    [Fact]
    public async Task A_session_from_the_first_message_to_the_last()
    {
        using var editor = new Editor("--pages", "https://example.org/pages/");
        (await editor.AskAsync("initialize", new JsonObject()))!["capabilities"]!["positionEncoding"]!.GetValue<string>().ShouldBe("utf-16");
        editor.Tell("initialized", new JsonObject());
        Open(editor, Script);

        // What is wrong, with its page and the way to it.
        var found = (await editor.DiagnosticsAsync(_uri, 1)).ShouldHaveSingleItem()!;
        found["code"]!.GetValue<string>().ShouldBe("S501");
        found["codeDescription"]!["href"]!.GetValue<string>().ShouldBe("https://example.org/pages/S501.md");
        found["range"]!.ToJsonString().ShouldBe("""{"start":{"line":6,"character":34},"end":{"line":6,"character":38}}""");
        found["relatedInformation"]!.AsArray().Select(static one => one!["message"]!.GetValue<string>()).ShouldBe(["by way of hello", "by way of rest"]);

        // A fault is typed, seen and mended by its fix.
        Change(editor, 2, (3, 15, 3, 19), "resk");
        found = (await editor.DiagnosticsAsync(_uri, 2)).First(static one => one!["code"]!.GetValue<string>() == "S202")!;
        var action = (await editor.AskAsync("textDocument/codeAction", At(new JsonObject { ["range"] = found["range"]!.DeepClone(), ["context"] = new JsonObject { ["diagnostics"] = new JsonArray() } })))!.AsArray().ShouldHaveSingleItem()!;
        action["title"]!.GetValue<string>().ShouldBe("Write 'rest'");
        action["edit"]!["changes"]![_uri]![0]!["newText"]!.GetValue<string>().ShouldBe("rest");
        Change(editor, 3, (3, 15, 3, 19), "rest");

        // What stands at places.
        (await editor.AskAsync("textDocument/completion", Position(3, 15)))!.AsArray().Select(static one => one!["label"]!.GetValue<string>()).ShouldBe(["hello", "rest", "who", "back", "end"], ignoreOrder: true);
        (await editor.AskAsync("textDocument/hover", Position(2, 9)))!["contents"]!["value"]!.GetValue<string>().ShouldStartWith("```flow\nslot more: yes/no\n```");
        (await editor.AskAsync("textDocument/definition", Position(3, 16)))!["range"]!["start"]!.ToJsonString().ShouldBe("""{"line":5,"character":7}""");
        (await editor.AskAsync("textDocument/references", Position(2, 9)))!.AsArray().Count.ShouldBe(3);
        (await editor.AskAsync("textDocument/documentSymbol", At()))!.AsArray().Select(static one => one!["name"]!.GetValue<string>()).ShouldBe(["hello", "rest", "who"]);
        (await editor.AskAsync("textDocument/foldingRange", At()))!.AsArray().Count.ShouldBe(4);

        // Names.
        (await editor.AskAsync("textDocument/prepareRename", Position(2, 9)))!["end"]!["character"]!.GetValue<int>().ShouldBe(12);
        var edits = (await editor.AskAsync("textDocument/rename", Position(6, 34, "first-name")))!["changes"]![_uri]!.AsArray();
        edits.Select(static edit => edit!["range"]!["start"]!.ToJsonString()).ShouldBe(["""{"line":6,"character":34}""", """{"line":9,"character":8}"""]);
        var refused = await editor.AnswerAsync("textDocument/rename", Position(2, 9, "name"));
        (refused["error"]!["code"]!.GetValue<int>(), refused["error"]!["message"]!.GetValue<string>()).ShouldBe((-32803, "There is a slot called 'name' already."));

        (await editor.AskAsync("shutdown")).ShouldBeNull();
        (await editor.AnswerAsync("textDocument/hover", Position(2, 9)))["error"]!["code"]!.GetValue<int>().ShouldBe(-32600);
        editor.Tell("exit");
        (await editor.EndAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task What_a_script_relies_on_is_looked_at_again_when_it_changes()
    {
        using var editor = new Editor();
        await editor.AskAsync("initialize", new JsonObject());
        Open(editor, "script demo v1, texts en, for chat, outcomes done\n  step hello\n    do alert.rung(1), else -> end done\n    -> end done\n");
        (await editor.DiagnosticsAsync(_uri, 1)).ShouldHaveSingleItem()!["code"]!.GetValue<string>().ShouldBe("S204");
        var contracts = _uri.Replace(".flow", ".contracts", StringComparison.Ordinal);
        editor.Tell("textDocument/didOpen", new JsonObject { ["textDocument"] = new JsonObject { ["uri"] = contracts, ["version"] = 7, ["languageId"] = "flow", ["text"] = Contracts.Replace("ring", "rung", StringComparison.Ordinal) } });
        (await editor.DiagnosticsAsync(_uri, 1)).ShouldBeEmpty();
        editor.Tell("textDocument/didClose", new JsonObject { ["textDocument"] = new JsonObject { ["uri"] = contracts } });
        (await editor.DiagnosticsAsync(_uri, 1)).Count.ShouldBe(1);
        (await editor.EndAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_slot_is_renamed_in_the_side_files_too_those_on_disk_and_those_that_are_open()
    {
        const string Asked = "script demo v1, texts en (it, pl), for chat, outcomes done\n  step hello\n    ask n: number \"How many?\"  #k1\n    say \"{n} of them.\"  #k2\n    -> end done\n";
        await File.WriteAllTextAsync(Path.Combine(_at, "demo.it.texts"), "texts demo it\nk2 \"Sono {n}.\"\n");
        await File.WriteAllTextAsync(Path.Combine(_at, "demo.pl.texts"), "an older one");
        using var editor = new Editor();
        await editor.AskAsync("initialize", new JsonObject());
        Open(editor, Asked);
        string Beside(string language) => _uri.Replace("demo.flow", $"demo.{language}.texts", StringComparison.Ordinal);
        editor.Tell("textDocument/didOpen", new JsonObject { ["textDocument"] = new JsonObject { ["uri"] = Beside("pl"), ["version"] = 1, ["languageId"] = "flow", ["text"] = "texts demo pl\nk2 \"Jest {n}.\"\n  short \"{n}\"\n" } });
        var changes = (await editor.AskAsync("textDocument/rename", Position(2, 8, "many")))!["changes"]!.AsObject();
        changes.Select(static change => change.Key).ShouldBe([_uri, Beside("it"), Beside("pl")]);
        changes[Beside("it")]!.ToJsonString().ShouldBe("""[{"range":{"start":{"line":1,"character":10},"end":{"line":1,"character":11}},"newText":"many"}]""");
        changes[Beside("pl")]!.AsArray().Select(static edit => edit!["range"]!["start"]!.ToJsonString()).ShouldBe(["""{"line":1,"character":10}""", """{"line":2,"character":10}"""]);

        await File.WriteAllBytesAsync(Path.Combine(_at, "demo.it.texts"), [0xFF, 0xFE, 0x74, 0x00]);
        var refused = await editor.AnswerAsync("textDocument/rename", Position(2, 8, "many"));
        refused["error"]!["message"]!.GetValue<string>().ShouldStartWith("The files beside the script name what is in it, and cannot be changed with it: ");
    }

    [Fact]
    public async Task A_step_is_renamed_in_conversations_and_maps_beside_the_script_and_what_cannot_be_known_is_said()
    {
        await File.WriteAllTextAsync(Path.Combine(_at, "demo.talks"), "by chat\nconversation \"x\"\n  expect step rest\n  expect rest\n");
        await File.WriteAllTextAsync(Path.Combine(_at, "demo.upgrade"), "upgrade v1: old -> rest\n");
        await File.WriteAllTextAsync(Path.Combine(_at, "demo2.talks"), "conversation \"x\"\n  expect step rest\n");
        using var editor = new Editor();
        await editor.AskAsync("initialize", new JsonObject());
        Open(editor, Script.Replace("v1", "v2", StringComparison.Ordinal));
        await editor.DiagnosticsAsync(_uri, 1);
        var changes = (await editor.AskAsync("textDocument/rename", Position(5, 8, "pause")))!["changes"]!.AsObject();
        changes.Select(static change => change.Key).ShouldBe([_uri, Beside("demo.talks"), Beside("demo.upgrade")]);
        changes[Beside("demo.talks")]!.ToJsonString().ShouldBe("""[{"range":{"start":{"line":2,"character":14},"end":{"line":2,"character":18}},"newText":"pause"}]""");
        changes[Beside("demo.upgrade")]!.ToJsonString().ShouldBe("""[{"range":{"start":{"line":0,"character":19},"end":{"line":0,"character":23}},"newText":"pause"}]""");
        var told = (await editor.ReadAsync())!;
        (told["method"]!.GetValue<string>(), told["params"]!["type"]!.GetValue<int>()).ShouldBe(("window/showMessage", 2));
        told["params"]!["message"]!.GetValue<string>().ShouldBe($"{Beside("demo.talks")} says 'rest' on line 4; whether that is the same cannot be known, so it stays.");

        string Beside(string file) => _uri.Replace("demo.flow", file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_request_is_answered_with_the_code_for_it()
    {
        using var editor = new Editor();
        async Task Answers(string raw, int code)
        {
            editor.Raw(raw);
            (await editor.ReadAsync())!["error"]!["code"]!.GetValue<int>().ShouldBe(code, raw);
        }

        await Answers("{", -32700);
        await Answers("""{"a":1,"a":2}""", -32700);
        await Answers("[]", -32600);
        await Answers("""{"id":1}""", -32600);
        await Answers("""{"id":1,"method":7}""", -32600);
        await Answers("""{"id":1,"method":"textDocument/hover"}""", -32002);
        await editor.AskAsync("initialize", new JsonObject());
        await Answers("""{"id":1,"method":"initialize"}""", -32600);
        await Answers("""{"id":1,"method":"workspace/nothing"}""", -32601);
        await Answers("""{"id":1,"method":"textDocument/hover"}""", -32602);
        await Answers("""{"id":1,"method":"textDocument/hover","params":{"textDocument":{"uri":"file:///not/open"}}}""", -32602);
        Open(editor, Script);
        await editor.DiagnosticsAsync(_uri, 1);
        (await editor.AnswerAsync("textDocument/nothing", At()))["error"]!["code"]!.GetValue<int>().ShouldBe(-32601);
        (await editor.AnswerAsync("textDocument/hover", At()))["error"]!["code"]!.GetValue<int>().ShouldBe(-32602);
        (await editor.AnswerAsync("textDocument/hover", Position(-1, 0)))["error"]!["code"]!.GetValue<int>().ShouldBe(-32602);
        editor.Raw("""{"id":1,"result":null}""");
        editor.Tell("$/cancelRequest", new JsonObject { ["id"] = 90 });
        editor.Raw(new JsonObject { ["id"] = 90, ["method"] = "textDocument/hover", ["params"] = Position(0, 0) }.ToJsonString());
        (await editor.ReadAsync())!["error"]!["code"]!.GetValue<int>().ShouldBe(-32800);
        (await editor.AskAsync("textDocument/hover", Position(1, 8))).ShouldNotBeNull("and the session goes on");
    }

    [Fact]
    public async Task A_message_that_is_too_long_is_passed_over_and_a_header_that_is_none_ends_the_session()
    {
        using var editor = new Editor();
        await editor.AskAsync("initialize", new JsonObject());
        editor.Bytes($"Content-Length: {(16 * 1024 * 1024) + 1}\r\n\r\n{new string(' ', (16 * 1024 * 1024) + 1)}");
        (await editor.ReadAsync())!["error"]!["message"]!.GetValue<string>().ShouldContain("too long");
        (await editor.AskAsync("shutdown")).ShouldBeNull();
        editor.Bytes("Content-Type: nothing\r\n\r\n{}");
        (await editor.ReadAsync())!["error"]!["code"]!.GetValue<int>().ShouldBe(-32700);
        (await editor.ReadAsync()).ShouldBeNull();

        using var other = new Editor();
        other.Bytes(new string('x', 5_000));
        (await other.ReadAsync())!["error"]!["message"]!.GetValue<string>().ShouldContain("header");
        (await other.EndAsync()).ShouldBe(1);
    }

    [Fact]
    public void A_script_that_cannot_be_looked_at_is_logged_and_the_others_go_on()
    {
        using var log = new StringWriter();
        var server = new ScriptServer(null, log, new Workspace((before, source, contracts) =>
            source.Text.Contains("broken", StringComparison.Ordinal) ? throw new InvalidOperationException("Sequence contains no elements") : Workspace.Read(before, source, contracts)));
        server.Handle("initialize", new JsonObject(), isRequest: true);
        foreach (var (name, text) in new[] { ("a.flow", "broken"), ("b.flow", "script") })
        {
            server.Handle("textDocument/didOpen", new JsonObject { ["textDocument"] = new JsonObject { ["uri"] = name, ["text"] = text } }, isRequest: false);
        }

        server.Publish().Select(static notice => notice["params"]!["uri"]!.GetValue<string>()).ShouldBe(["b.flow"]);
        log.ToString().ShouldStartWith("a.flow could not be looked at");
        log.ToString().ShouldContain("Sequence contains no elements");
        server.Handle("textDocument/didChange", JsonNode.Parse("""{"textDocument":{"uri":"a.flow"},"contentChanges":[{"text":"script"}]}"""), isRequest: false);
        server.Publish().ToList().ShouldHaveSingleItem()["params"]!["diagnostics"]!.AsArray().ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task After_any_edits_the_server_has_the_text_the_editor_has(int seed)
    {
        var random = new Random(seed);
        using var editor = new Editor();
        await editor.AskAsync("initialize", new JsonObject());
        var text = Script;
        Open(editor, text);
        for (var version = 2; version < 120; version++)
        {
            var (a, b) = (random.Next(text.Length + 1), random.Next(text.Length + 1));
            (a, b) = (Math.Min(a, b), Math.Min(Math.Max(a, b), Math.Min(a, b) + random.Next(12)));
            var written = random.Next(6) switch { 0 => "", 1 => "\r\n    say \"🙂\"", 2 => "\n", 3 => "  ", 4 => "-> rest", _ => "жę" };
            var source = new SourceText("", text);
            var (from, to) = (source.PositionOf(a), source.PositionOf(b));
            if (IsInside(text, a) || IsInside(text, b))
            {
                continue; // no position names the place between CR and LF, and half a character is no JSON
            }

            Change(editor, version, (from.Line - 1, from.Column - 1, to.Line - 1, to.Column - 1), written);
            text = string.Concat(text.AsSpan(0, a), written, text.AsSpan(b));
            if (version % 8 == 0)
            {
                var formatted = (await editor.AskAsync("textDocument/formatting", At()))!.AsArray().Aggregate(text, Applied);
                formatted.ShouldBe(ScriptFormatter.Format(new SourceText(_uri, text)));
            }
        }
    }

    public void Dispose() => Directory.Delete(_at, recursive: true);

    private static bool IsInside(string text, int at) =>
        at > 0 && at < text.Length && ((text[at - 1] == '\r' && text[at] == '\n') || char.IsSurrogatePair(text[at - 1], text[at]));

    private static string Applied(string text, JsonNode? edit)
    {
        var source = new SourceText("", text);
        var (from, to) = (Place(source, edit!["range"]!["start"]!), Place(source, edit["range"]!["end"]!));
        return string.Concat(text.AsSpan(0, from), edit["newText"]!.GetValue<string>(), text.AsSpan(to));
    }

    private static int Place(SourceText source, JsonNode position) => source.LineAt(position["line"]!.GetValue<int>() + 1).Start + position["character"]!.GetValue<int>();

    private void Open(Editor editor, string text) =>
        editor.Tell("textDocument/didOpen", new JsonObject { ["textDocument"] = new JsonObject { ["uri"] = _uri, ["version"] = 1, ["languageId"] = "flow", ["text"] = text } });

    private void Change(Editor editor, int version, (int FromLine, int From, int ToLine, int To) range, string text) => editor.Tell("textDocument/didChange", new JsonObject
    {
        ["textDocument"] = new JsonObject { ["uri"] = _uri, ["version"] = version },
        ["contentChanges"] = new JsonArray(new JsonObject
        {
            ["range"] = new JsonObject
            {
                ["start"] = new JsonObject { ["line"] = range.FromLine, ["character"] = range.From },
                ["end"] = new JsonObject { ["line"] = range.ToLine, ["character"] = range.To },
            },
            ["text"] = text,
        }),
    });

    private JsonObject At(JsonObject? with = null)
    {
        var made = with ?? [];
        made["textDocument"] = new JsonObject { ["uri"] = _uri };
        return made;
    }

    private JsonObject Position(int line, int character, string? name = null)
    {
        var made = At(new JsonObject { ["position"] = new JsonObject { ["line"] = line, ["character"] = character } });
        if (name is not null)
        {
            made["newName"] = name;
        }

        return made;
    }
}
