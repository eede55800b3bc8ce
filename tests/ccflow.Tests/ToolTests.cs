using System.Text;
using System.Text.Json;

namespace ContactCenter.Tools.Flow.Tests;

/// <summary>The program as its users run it: a process with arguments, output and an exit code.</summary>
public sealed class ToolTests : ToolRun
{
    private const string Right = "script demo v1, texts en, for chat, outcomes done\n  step hello\n    say \"Good morning.\"\n    -> end done\n";

    [Fact]
    public async Task A_script_is_formatted_in_place_and_then_stays()
    {
        var file = Write("demo.flow", Right.Replace("say ", "say   ", StringComparison.Ordinal));
        (await RunAsync("fmt", "--check", file)).ShouldBe((1, $"{file} is not formatted; run 'ccflow fmt'.\n", ""));
        (await RunAsync("fmt", file)).ShouldBe((0, $"{file} formatted.\n", ""));
        (await File.ReadAllTextAsync(file)).ShouldMatch("(?m)^    say \"Good morning.\"  #k[0-9a-z]{4}$", "the text has got its id");
        (await RunAsync("fmt", "--check", file)).ShouldBe((0, "", ""));
        (await RunAsync("fmt", file)).ShouldBe((0, "", ""));
    }

    [Fact]
    public async Task A_fault_is_shown_with_its_line_and_carets()
    {
        var file = Write("demo.flow", Right.Replace("say", "sai", StringComparison.Ordinal));
        var run = await RunAsync("check", file);
        run.Code.ShouldBe(1);
        run.Output.ShouldBe($"""
            {file}(3,5): error S105: 'sai' is no statement; did you mean 'say'?
                  sai "Good morning."
                  ^^^
              to mend it: Write 'say'
            1 script: 1 error.

            """.ReplaceLineEndings("\n"));
        var formatted = await RunAsync("fmt", file);
        formatted.Code.ShouldBe(1);
        formatted.Error.ShouldContain("has a fault; its line stays as written");
    }

    [Fact]
    public async Task Conversations_are_played_and_what_they_miss_is_named()
    {
        Write("demo.flow", "script demo v1, texts en (it), for chat, outcomes done, left\n  step hello\n    ask well: yes/no \"Are you well?\"  #k1\n    if well -> end done\n    do alarm.ring(), else -> end left\n    -> end left\n");
        Write("demo.contracts", "action alarm.ring()");
        var talks = Write("demo.talks", "conversation \"well\"\n  expect ask \"Are you well?\"\n  customer yes\n  expect end done\n");
        (await RunAsync("test", "--crash", "--languages", At)).ShouldBe((0, "1 conversation, all as written.\n", ""));
        var cover = await RunAsync("cover", At);
        (cover.Code, cover.Error).ShouldBe((1, ""));
        cover.Output.ShouldBe("""
            demo v1: 4 of 8 parts, 2 of 2 texts in 2 languages.
              never reached: hello/k1: no
              never reached: hello/do.alarm.ring.1
              never reached: hello/do.alarm.ring.1: else
              never reached: end left

            """.ReplaceLineEndings("\n"));
        (await RunAsync("cover", "--least", "50", At)).Code.ShouldBe(0);

        Write("demo.talks", "conversation \"ill\"\n  customer no\n");
        var failed = await RunAsync("test", talks);
        failed.Code.ShouldBe(1);
        failed.Output.ShouldContain($"{talks}(2): \"ill\": The script did the action 'alarm.ring', and nobody said what it gives");
        failed.Output.ShouldEndWith("1 conversation, 1 failure.\n");

        Write("demo.talks", "conversation \"ill\"\n  costumer no\n");
        (await RunAsync("test", talks)).ShouldBe((2, "", $"{talks}(2): {"'costumer' begins no line of a conversation; there are by, in, zone, country, at, given, starts, action, begin, customer, agent, call, queue, clock, down, event, moves, crash, expect, never."}\n"));
    }

    [Theory]
    [InlineData]
    [InlineData("fmt")]
    [InlineData("fmt", "--chek", "x.flow")]
    [InlineData("check", "x.flow", "--format", "html")]
    [InlineData("check", "x.flow", "--sms-parts", "0")]
    [InlineData("check", "x.flow", "--sms-parts", "many")]
    [InlineData("check", "x.flow", "--time-zone", "Europe/Roma")]
    [InlineData("explore", "x.flow", "--paths", "none")]
    [InlineData("chekc", "x.flow")]
    public async Task A_command_line_that_is_not_clear_does_nothing_and_says_so(params string[] arguments)
    {
        var run = await RunAsync(arguments);
        run.Code.ShouldBe(2);
        run.Error.ShouldNotBeEmpty();
        (await RunAsync("fmt", "--help")).Code.ShouldBe(0);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("latin1")]
    public async Task A_file_that_is_not_in_utf8_is_refused_and_stays(string encoding)
    {
        var file = Path.Combine(At, "demo.flow");
        await File.WriteAllTextAsync(file, Right.Replace("say ", "say   ", StringComparison.Ordinal).Replace("Good", "Gööd", StringComparison.Ordinal), Encoding.GetEncoding(encoding));
        var before = await File.ReadAllBytesAsync(file);
        (await RunAsync("fmt", file)).ShouldBe((2, "", $"'{file}' is not in UTF-8; save it as UTF-8.\n"));
        (await File.ReadAllBytesAsync(file)).ShouldBe(before);
        await File.WriteAllTextAsync(file, Right, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        (await RunAsync("check", file)).Output.ShouldBe("1 script: nothing wrong.\n", "its mark of UTF-8 is none of its text");
    }

    [Fact]
    public async Task A_file_without_conversations_tests_nothing_and_says_so()
    {
        Write("demo.flow", Right);
        var talks = Write("demo.talks", "by chat\n// to be written\n");
        (await RunAsync("test", At)).ShouldBe((2, "", $"'{talks}' has no conversation; begin one with a line such as: conversation \"a leak at home\".\n"));
    }

    [Fact]
    public async Task Folders_are_searched_and_what_is_right_is_said_to_be()
    {
        Directory.CreateDirectory(Path.Combine(At, "more"));
        Write("a.flow", Right);
        Write("more/b.flow", Right);
        Write("more/c.txt", "no script");
        Write("a.contracts", "");
        Write("more/b.contracts", "");
        (await RunAsync("check", At)).ShouldBe((0, "2 scripts: nothing wrong.\n", ""));
    }

    [Fact]
    public async Task What_a_script_relies_on_stands_beside_it_or_is_named()
    {
        var file = Write("demo.flow", Right.Replace("    -> end done", "    do alarm.ring(), else -> end done\n    -> end done", StringComparison.Ordinal));
        var alone = await RunAsync("check", file);
        (alone.Code, alone.Output).ShouldBe((0, "1 script: nothing wrong.\n"));
        alone.Error.ShouldBe($"{file}: only how it is written was checked, since '{Path.ChangeExtension(file, "contracts")}' is not there. Write it, or name another with --contracts.\n");

        Write("demo.contracts", "action alarm.rung()\n");
        var beside = await RunAsync("check", file);
        beside.Code.ShouldBe(1);
        beside.Output.ShouldContain($"{file}(4,8): error S204: No action is called 'alarm.ring'; did you mean 'alarm.rung'?\n");
        (await RunAsync("check", "--contracts", Write("other.contracts", "action alarm.ring()\n"), file)).ShouldBe((0, "1 script: nothing wrong.\n", ""));

        var broken = await RunAsync("check", "--contracts", Write("broken.contracts", "acton alarm.ring()\n"), file);
        (broken.Code, broken.Error).ShouldBe((2, $"{Path.Combine(At, "broken.contracts")}(1,1): 'acton' is no statement; did you mean 'action'?\n"));
    }

    [Fact]
    public async Task The_way_by_which_a_run_comes_to_a_fault_is_told()
    {
        var file = Write("demo.flow", "script demo v1, texts en, for chat, outcomes done\n  step hello\n    ask more: yes/no \"More?\"\n    if more -> rest\n    -> end done\n  step rest\n    say \"{name}\"\n    -> end done\n  step ask-name, anytime\n    ask name: text \"Your name?\"\n    -> back\n");
        Write("demo.contracts", "");
        (await RunAsync("check", file)).Output.ShouldContain($"{file}(7,11): error S501: 'name' may be empty here; give it a value on every way, or write 'name or' and what stands for it.\n      say \"{{name}}\"\n            ^^^^\n  by way of hello → rest\n");
    }

    [Fact]
    public async Task Faults_are_written_as_sarif()
    {
        var file = Write("demo.flow", Right.Replace("say", "sai", StringComparison.Ordinal));
        var run = await RunAsync("check", "--format", "sarif", file);
        run.Code.ShouldBe(1);
        using var json = JsonDocument.Parse(run.Output);
        json.RootElement.GetProperty("version").GetString().ShouldBe("2.1.0");
        var sarif = json.RootElement.GetProperty("runs")[0];
        var result = sarif.GetProperty("results").EnumerateArray().ShouldHaveSingleItem();
        result.GetProperty("ruleId").GetString().ShouldBe("S105");
        result.GetProperty("level").GetString().ShouldBe("error");
        sarif.GetProperty("tool").GetProperty("driver").GetProperty("rules")[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString().ShouldBe("S105");
        var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        Uri.UnescapeDataString(place.GetProperty("artifactLocation").GetProperty("uri").GetString()!).ShouldBe(file);
        place.GetProperty("region").EnumerateObject().Select(static p => (p.Name, p.Value.GetInt32())).ShouldBe([("startLine", 3), ("startColumn", 5), ("endLine", 3), ("endColumn", 8)]);
        result.GetProperty("fixes")[0].GetProperty("artifactChanges")[0].GetProperty("replacements")[0].GetProperty("insertedContent").GetProperty("text").GetString().ShouldBe("say");
    }

    [Fact]
    public async Task The_side_files_beside_a_script_are_checked_and_faults_have_their_place_in_them()
    {
        var file = Write("demo.flow", Right.Replace("texts en", "texts en (it, pl)", StringComparison.Ordinal).Replace("morning.\"", "morning.\"  #k1", StringComparison.Ordinal));
        Write("demo.contracts", "");
        var italian = Write("demo.it.texts", "texts demo it\n\nk1 \"Buongiorno {nome}.\"\n");
        Write("demo2.it.texts", "no side file of demo.flow");
        var run = await RunAsync("check", file);
        run.ShouldBe((1, $"""
            {file}(1,31): warning S708: No text is there in 'pl': whoever speaks it gets 'en'.
              script demo v1, texts en (it, pl), for chat, outcomes done
                                            ^^
            {italian}(3,16): error S713: The script's text does not show 'nome'.
              k1 "Buongiorno {"{nome}"}."
                             ^^^^^^
            1 script: 1 error, 1 other remark.

            """.ReplaceLineEndings("\n"), ""));
        using var json = JsonDocument.Parse((await RunAsync("check", "--format", "sarif", file)).Output);
        var places = json.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Select(static result => result.GetProperty("locations")[0].GetProperty("physicalLocation"))
            .Select(static place => Uri.UnescapeDataString(place.GetProperty("artifactLocation").GetProperty("uri").GetString()!)).ToList();
        places.ShouldBe([file, italian]);
    }

    [Fact]
    public async Task How_many_parts_an_sms_may_take_is_an_option()
    {
        var file = Write("demo.flow", Right.Replace("say \"Good morning.\"", $"send sms \"{new string('a', 200)}\" to session.from", StringComparison.Ordinal));
        Write("demo.contracts", "");
        (await RunAsync("check", file)).ShouldBe((0, "1 script: nothing wrong.\n", ""));
        (await RunAsync("check", "--sms-parts", "1", file)).Output.ShouldContain("warning S604: In 'en' this takes 2 SMS parts, more than 1.");
        (await RunAsync("check", "--sms-parts", "0", file)).Code.ShouldNotBe(0);
    }

    [Fact]
    public async Task Times_the_clocks_of_a_zone_skip_are_told_where_the_zone_is_named()
    {
        var file = Write("demo.flow", "script demo v1, texts en, for chat, outcomes done\n  step hello\n    wait until at(today, 2:30), late 1h -> end done\n    -> end done\n");
        Write("demo.contracts", "");
        (await RunAsync("check", file)).ShouldBe((0, "1 script: nothing wrong.\n", ""));
        (await RunAsync("check", file, "--time-zone", "Asia/Tokyo")).ShouldBe((0, "1 script: nothing wrong.\n", ""));
        var rome = await RunAsync("check", file, "--time-zone", "Europe/Rome");
        rome.Code.ShouldBe(0);
        rome.Output.ShouldContain($"{file}(3,26): warning S806: 02:30 is not there once every day in Europe/Rome: on ");
        var wrong = await RunAsync("check", file, "--time-zone", "Europe/Roma");
        wrong.Code.ShouldNotBe(0);
        wrong.Error.ShouldContain("--time-zone: there is no time zone 'Europe/Roma'; give a name such as Europe/Rome.");
    }

    [Fact]
    public async Task Texts_go_to_a_translator_and_come_back()
    {
        var file = Write("demo.flow", Right.Replace("texts en", "texts en (it, pl)", StringComparison.Ordinal).Replace("morning.\"", "morning, {agent.name}.\"  #k1", StringComparison.Ordinal));
        Write("demo.it.texts", "// Anna\ntexts demo it\n");
        var (italian, polish) = (Path.Combine(At, "demo.it.xlf"), Path.Combine(At, "demo.pl.xlf"));
        (await RunAsync("strings", "export", file)).ShouldBe((0, $"{italian}\n{polish}\n", ""));
        var xliff = await File.ReadAllTextAsync(italian);
        xliff.ShouldContain("trgLang=\"it\"");
        var target = "<target>Buongiorno, <ph id=\"1\"/>.</target></segment>";
        await File.WriteAllTextAsync(italian, System.Text.RegularExpressions.Regex.Replace(xliff, @"\s*</segment>", target));
        (await RunAsync("strings", "import", file, italian)).ShouldBe((0, $"{Path.Combine(At, "demo.it.texts")} written.\n", ""));
        (await File.ReadAllTextAsync(Path.Combine(At, "demo.it.texts"))).ShouldStartWith("// Anna\ntexts demo it\n\nk1 \"Buongiorno, {agent.name}.\"\n  from ");

        await File.WriteAllTextAsync(polish, System.Text.RegularExpressions.Regex.Replace(await File.ReadAllTextAsync(polish), @"\s*</segment>", "<target>Dzień dobry.</target></segment>"));
        var lost = await RunAsync("strings", "import", file, polish);
        (lost.Code, lost.Error).ShouldBe((1, $"{polish}: k1: 'agent.name' was lost; the text shows it.\n"));
        File.Exists(Path.Combine(At, "demo.pl.texts")).ShouldBeTrue("a language without a side file gets one");

        Write("demo.it.texts", "texts demo it\nk1 Buongiorno\n");
        var broken = await RunAsync("strings", "import", file, italian);
        broken.Code.ShouldBe(2);
        broken.Error.ShouldContain("demo.it.texts has faults; 'ccflow check' shows them. Mend them first.");
        (await RunAsync("strings", "export", "--language", "de", file)).Error.ShouldContain("is not translated into 'de'; its header names it, pl.");
    }

    [Fact]
    public async Task What_cannot_be_done_is_one_line_and_exit_code_2()
    {
        async Task Fails(string says, params string[] arguments)
        {
            var run = await RunAsync(arguments);
            run.Code.ShouldBe(2);
            run.Error.ShouldContain(says);
            run.Error.ShouldNotContain("   at ");
        }

        await Fails("missing.flow", "check", Path.Combine(At, "missing.flow"));
        await Fails("No .flow file", "fmt", At);
        await File.WriteAllBytesAsync(Path.Combine(At, "latin.flow"), [(byte)'s', 0xE8]);
        await Fails("not in UTF-8", "check", Path.Combine(At, "latin.flow"));
    }
}
