using System.Globalization;
using System.Text.Json.Nodes;
using ContactCenter.Audit;

namespace ContactCenter.Tools.Audit.Tests;

/// <summary>A verification that goes on from a state says nothing about what neither it nor an earlier one has looked at.</summary>
public sealed class StateTests : IDisposable
{
    private readonly LogHere _here = new();

    private string State => _here.At("state.json");

    [Fact]
    public async Task What_was_verified_before_is_told_from_what_was_read_now()
    {
        await _here.FillAsync("log", 0, 300);
        (await VerifyAsync("log")).Output.ShouldNotContain("earlier run");
        await _here.FillAsync("log", 300, 100);

        var run = await VerifyAsync("log");

        run.Code.ShouldBe(0, run.ToString());
        run.Output.ShouldContain("Intact: 400 entries");
        run.Output.ShouldContain($"Before position 300 they were verified by an earlier run and not read again ('{State}').");
    }

    [Fact]
    public async Task An_older_copy_put_in_the_place_of_the_log_is_a_cut_off_end()
    {
        await _here.FillAsync("log", 0, 300);
        _here.Copy("log", "old");
        await _here.FillAsync("log", 300, 300);
        (await VerifyAsync("log")).Code.ShouldBe(0);

        for (var again = 0; again < 2; again++) // the state is not replaced by one of the shorter log
        {
            (await VerifyAsync("old")).ShouldBe(new ToolRun(1, "NOT INTACT at position 300 to 599: The log ends before commit record 61 with 600 entries, up to which it was verified before: its end was cut off.\n", ""));
        }

        (await VerifyAsync("log")).Code.ShouldBe(0);
    }

    [Fact]
    public async Task Entries_cut_off_behind_records_that_stayed_are_missed()
    {
        await _here.FillAsync("log", 0, 100);
        (await VerifyAsync("log")).Code.ShouldBe(0);
        _here.Execute("log", "DROP TRIGGER entry_no_delete; DELETE FROM entry WHERE position >= 40");

        var run = await VerifyAsync("log");

        (run.Code, run.Output.StartsWith("NOT INTACT at position 40 to 99: The log ends", StringComparison.Ordinal)).ShouldBe((1, true), run.ToString());
    }

    [Fact]
    public async Task A_log_rewritten_since_its_state_is_found()
    {
        await _here.FillAsync("log", 0, 100);
        await _here.FillAsync("other", 0, 200);
        (await VerifyAsync("log")).Code.ShouldBe(0);

        var run = await VerifyAsync("other");

        (run.Code, run.Output.Contains("Commit record 10 is another one than the one verified before: the history up to it was rewritten since.", StringComparison.Ordinal)).ShouldBe((1, true), run.ToString());
    }

    [Fact]
    public async Task The_state_of_another_log_is_refused_and_both_are_named()
    {
        await _here.FillAsync("log", 0, 100);
        await _here.FillAsync("quiet", 0, 60, id: "quiet");
        (await VerifyAsync("log")).Code.ShouldBe(0);

        (await VerifyAsync("quiet")).ShouldBe(new ToolRun(2, "", $"The state in '{State}' cannot be gone on from: It is one of log 'acme', not of 'quiet'. Give what it was made with, or remove it to verify everything anew.\n"));
    }

    [Fact]
    public async Task Nothing_is_signed_by_a_key_whose_signatures_were_not_looked_at()
    {
        await _here.FillAsync("log", 0, 100, isSigned: false);
        (await VerifyAsync("log")).Output.ShouldContain("Signatures were not checked (--key).");

        var keyed = await VerifyAsync("log", _here.Key);
        (keyed.Code, keyed.Error.Contains("No signatures were checked, and now those of the key", StringComparison.Ordinal)).ShouldBe((2, true), keyed.ToString());

        var later = await ToolHere.RunAsync(["verify", _here.At("log"), .. _here.Key, "--signed-from", "999999"]);
        later.Code.ShouldBe(0, later.ToString());
        later.Output.ShouldContain("No commit record had to be signed: the log has 11, and --signed-from is 999999.");
        later.Output.ShouldNotContain("Signed by");
    }

    [Fact]
    public async Task A_state_is_gone_on_from_with_the_key_and_the_first_signed_record_it_was_made_with()
    {
        await _here.FillAsync("log", 0, 50, isSigned: false);
        await _here.FillAsync("log", 50, 50);
        string[] with = [.. _here.Key, "--signed-from", "6"];
        (await VerifyAsync("log", with)).Output.ShouldContain("Signed by 'cc.example.com' from commit record 6 on, at position 50.");

        (await VerifyAsync("log", with)).Output.ShouldContain("Signed by 'cc.example.com' from commit record 6 on, at position 50.");
        (await VerifyAsync("log", [.. _here.Key, "--signed-from", "7"])).Error.ShouldContain("Signatures were checked from commit record 6 on, and now they are to be from 7 on.");
        (await VerifyAsync("log")).Error.ShouldContain("and now none are to be.");
    }

    [Fact]
    public async Task Heads_older_than_the_state_are_compared_with_the_records_that_lead_to_it()
    {
        var head = await _here.FillAsync("log", 0, 100);
        var other = await _here.FillAsync("other", 0, 100);
        await _here.FillAsync("log", 100, 100);
        (await VerifyAsync("log")).Code.ShouldBe(0);

        var honest = await VerifyAsync("log", "--head", _here.Write("head", head.ToText()));
        honest.Output.ShouldContain("It contains the 1 heads given.", customMessage: honest.ToString());
        var rewritten = await VerifyAsync("log", "--head", _here.Write("head", other.ToText()));
        (rewritten.Code, rewritten.Output.Contains("Commit record 10 is another one than the head", StringComparison.Ordinal)).ShouldBe((1, true), rewritten.ToString());

        _here.Execute("log", "DROP TRIGGER record_no_update; UPDATE commit_record SET bytes = (SELECT bytes FROM commit_record WHERE number = 14) WHERE number = 15");
        var altered = await VerifyAsync("log", "--head", _here.Write("head", head.ToText()));
        (altered.Code, altered.Output.Contains("Commit record 15, which was verified before, is missing", StringComparison.Ordinal)).ShouldBe((1, true), altered.ToString());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task What_is_no_state_is_refused_in_one_sentence(string text)
    {
        await _here.FillAsync("log", 0, 10);
        _here.Write("state.json", text);

        (await VerifyAsync("log")).ShouldBe(new ToolRun(2, "", $"'{State}' is no state of a verification; remove it to begin again.\n"));
    }

    [Theory]
    [InlineData("Entries", "9223372036854775807")]
    [InlineData("Entries", "-1")]
    [InlineData("Records", "0")]
    [InlineData("Epoch", "77")]
    [InlineData("SignedFrom", "-1")]
    [InlineData("LastRecordHash", "\"AAAA\"")]
    [InlineData("Tiles", "[null]")]
    [InlineData("Tiles", "[]")]
    [InlineData("Log", "\"..\"")]
    [InlineData("Time", "\"2001-01-01T00:00:00+00:00\"")]
    public async Task A_state_that_was_altered_is_refused_and_says_nothing_about_the_log(string member, string value)
    {
        await _here.FillAsync("log", 0, 100);
        (await VerifyAsync("log")).Code.ShouldBe(0);
        var state = JsonNode.Parse(File.ReadAllText(State))!.AsObject();
        state[member] = JsonNode.Parse(value);
        _here.Write("state.json", state.ToJsonString());

        var run = await VerifyAsync("log");

        run.Code.ShouldBe(2, run.ToString());
        run.Error.Count(static c => c == '\n').ShouldBe(1, run.Error);
        run.Error.ShouldNotContain("Parameter");
    }

    [Fact]
    public async Task A_state_of_an_earlier_version_is_told_from_nonsense()
    {
        await _here.FillAsync("log", 0, 10);
        var hash = Convert.ToBase64String(new byte[MerkleHash.Size]);
        _here.Write("state.json", string.Create(CultureInfo.InvariantCulture, $$"""{"Entries":0,"Records":1,"Tiles":[],"LastRecordHash":"{{hash}}","Epoch":1,"Time":"2026-01-01T00:00:00+00:00"}"""));

        (await VerifyAsync("log")).ShouldBe(new ToolRun(2, "", $"'{State}' is a state of an earlier version of ccaudit, which does not say of which log and key; remove it to verify everything anew.\n"));
    }

    public void Dispose() => _here.Dispose();

    private Task<ToolRun> VerifyAsync(string log, params string[] options) => ToolHere.RunAsync(["verify", _here.At(log), "--quiet", "--state", State, .. options]);
}
