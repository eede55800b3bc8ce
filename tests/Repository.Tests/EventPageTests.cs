using System.Text.RegularExpressions;

namespace Repository.Tests;

/// <summary><c>docs/events.md</c> and the kinds of entries in the sources are the same, field by field.</summary>
public sealed partial class EventPageTests
{
    private const string Page = "docs/events.md";

    [Fact]
    public void The_page_lists_every_kind_there_is_and_no_other() =>
        Described().Select(d => d.Kind).Distinct().Order(StringComparer.Ordinal).ShouldBe(Written().Select(w => w.Kind).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void The_page_names_every_field_of_every_kind()
    {
        var described = Described();
        foreach (var (kind, fields) in Written())
        {
            if (CallKinds().Contains(kind))
            {
                // One body for all that happens in a call; each kind has some of it.
                described.Where(d => d.Kind == kind).SelectMany(static d => d.Fields).Except(fields).ShouldBeEmpty($"The fields of {kind} in {Page}.");
                continue;
            }

            described.Where(d => d.Kind == kind).Select(d => string.Join(' ', d.Fields)).ShouldContain(string.Join(' ', fields), $"The fields of {kind} in {Page}.");
        }
    }

    private static List<(string Kind, List<string> Fields)> Described() =>
    [
        .. Pages.Rows(Page).Where(r => r.Length > 2 && KindPattern().IsMatch(r[0]))
            .Select(r => (r[0].Trim('`'), Pages.Names(r[2]).ToList())),
    ];

    private static List<(string Kind, List<string> Fields)> Written()
    {
        var sources = Pages.Sources.ToList();
        var records = sources.SelectMany(s => RecordPattern().Matches(s.Text)).ToLookup(m => m.Groups["name"].Value, m => m.Groups["fields"].Value);
        var events = sources.SelectMany(s => EventPattern().Matches(s.Text))
            .Select(m => (m.Groups["kind"].Value, Fields(m.Groups["fields"].Value)));
        var constants = sources.SelectMany(s => ConstantPattern().Matches(s.Text))
            .Select(m => m.Groups["kind"].Value)
            .Select(kind => (kind, Fields(records[RecordOf(kind)].Single())));

        // Codecs know every kind they read, whether a record names it or not.
        var bodies = PropertyPattern().Matches(sources.Single(static s => s.Text.Contains("record CallBody", StringComparison.Ordinal)).Text).Select(static m => m.Groups["name"].Value).ToList();
        var calls = CallKinds().Select(kind => (kind, kind == "call.offered" ? Fields(records["MessageReceived"].Single()) : [.. bodies.Select(static n => char.ToLowerInvariant(n[0]) + n[1..])]));
        var known = events.Concat(constants).Concat(calls).ToList();
        sources.SelectMany(s => CodecPattern().Matches(s.Text)).Select(m => m.Groups["kind"].Value).Except(known.Select(k => k.Item1)).ShouldBeEmpty();
        known.Count.ShouldBeGreaterThan(40);
        return known;
    }

    /// <summary>The kinds of a call's stream.</summary>
    private static List<string> CallKinds() =>
        [.. Pages.Sources.Where(static s => s.Text.Contains("class CallKinds", StringComparison.Ordinal)).SelectMany(static s => CallPattern().Matches(s.Text)).Select(static m => m.Groups["kind"].Value)];

    /// <summary>The record a kind is the name of: <c>message.sent</c> is <c>MessageSent</c>.</summary>
    private static string RecordOf(string kind) => kind.Split('.')[0] is "hold" or "customer" ? "PrivacyReason" // one body for all that is done about a customer's data
        : kind.StartsWith("internal-call.", StringComparison.Ordinal) ? "InternalCallBody"
        : kind.StartsWith("emergency-call.", StringComparison.Ordinal) ? "EmergencyCallBody"
        : kind.StartsWith("do-not-call.", StringComparison.Ordinal) ? "NumberBarred"
        : string.Concat(kind.Split('.', '-').Select(w => char.ToUpperInvariant(w[0]) + w[1..]));

    /// <summary>The parameters of a record as its JSON has them; sealed texts stand beside the body.</summary>
    private static List<string> Fields(string parameters) =>
        [.. ParameterPattern().Matches(parameters).Where(m => !m.Value.Contains("JsonIgnore", StringComparison.Ordinal)).Select(m => m.Groups["name"].Value).Select(n => char.ToLowerInvariant(n[0]) + n[1..])];

    [GeneratedRegex(@"^`[a-z][a-z-]*\.[a-z-]+`$")]
    private static partial Regex KindPattern();

    [GeneratedRegex(@"record (?<name>\w+)\((?<fields>[^)]*)\) : (?:Router|Interaction)Event\s*\{[^{}]*Kind => ""(?<kind>[^""]+)""")]
    private static partial Regex EventPattern();

    [GeneratedRegex(@"internal sealed record (?<name>\w+)\((?<fields>[^)]*)\);")]
    private static partial Regex RecordPattern();

    [GeneratedRegex(@"const string \w+ = ""(?<kind>(?:message|delivery|attention|config|center|media|views|hold|customer|interaction|recording)\.[a-z-]+|script\.(?:published|stepped|unheard|kept|upgrade-began|upgrade-judged)|event\.(?:received|settled)|(?:internal-call|emergency-call|do-not-call)\.[a-z-]+|contact\.listed|key\.damaged)"";")]
    private static partial Regex ConstantPattern();

    [GeneratedRegex(@"const string \w+ = ""(?<kind>call\.[a-z-]+)"";")]
    private static partial Regex CallPattern();

    [GeneratedRegex(@"public [\w.]+\?? (?<name>\w+) \{ get; init; \}")]
    private static partial Regex PropertyPattern();

    [GeneratedRegex(@"\[""(?<kind>[a-z-]+\.[a-z-]+)""\] = \w+Json\.Default")]
    private static partial Regex CodecPattern();

    [GeneratedRegex(@"(?:\[[^\]]*\] ?)?[\w<>?]+(?:\[\])? (?<name>\w+)(?: = \w+)?(?:,|$)", RegexOptions.Multiline)]
    private static partial Regex ParameterPattern();
}
