using System.Collections.Immutable;
using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Editing;

/// <summary>What could be written at a place, by what stands before it on its line.</summary>
internal static class Completions
{
    private static readonly string[] Declarations = ["step", "slot", "on", "starts on"];

    public static ImmutableArray<ScriptCompletion> At(ScriptDocument document, int at)
    {
        var line = new LineBefore(document.Source, at);
        return line switch
        {
            { IsInText: true, IsInHole: false } => [],
            { IsInHole: true, IsBehindBar: true } => Keywords(line, Texts.TextFormat.Words),
            { IsInHole: true } => Values(document, line),
            { Count: 0 } => Keywords(line, Beginnings(document, line)),
            { Last.Kind: TokenKind.Arrow } => [.. Steps(document, line), .. Keywords(line, ["end", "back"])],
            { Last.Keyword: Keyword.End, BeforeLast.Kind: TokenKind.Arrow } => Named(line, ScriptCompletionKind.Outcome, document.Syntax.Header.Outcomes.Select(static outcome => outcome.Text)),
            _ => Within(document, line),
        };
    }

    private static string[] Beginnings(ScriptDocument document, LineBefore line)
    {
        if (line.Number == 1)
        {
            return ["script"];
        }

        return line.Indentation > 2 ? line.IsBelow("ask") ? ["accept"] : StatementParser.Words : document.Syntax.Steps.IsEmpty ? Declarations : ["step"];
    }

    private static ImmutableArray<ScriptCompletion> Within(ScriptDocument document, LineBefore line)
    {
        var contracts = document.Contracts;
        return (line.First, line.Last.Keyword, line.Count) switch
        {
            _ when line is { Last.Kind: TokenKind.Comma, IsInBrackets: false } => Keywords(line, Options(line.First)),
            (Keyword.Do, _, _) when !line.IsInBrackets && !line.Has(TokenKind.Close) => Actions(document, line),
            (Keyword.Start, _, 1) => Named(line, ScriptCompletionKind.Name, contracts.Scripts.Keys),
            (Keyword.Transfer, _, 1) => Keywords(line, ["queue"]),
            (Keyword.Slot or Keyword.Ask, _, _) when line.Last.Kind == TokenKind.Colon => Types(document, line),
            (_, Keyword.Queue, _) => Named(line, ScriptCompletionKind.Name, contracts.Queues ?? []),
            (_, Keyword.Kb, _) => Named(line, ScriptCompletionKind.Name, contracts.Articles ?? []),
            (_, Keyword.Audio, _) => Named(line, ScriptCompletionKind.Name, contracts.Audio ?? []),
            (Keyword.Wait, Keyword.For, _) or (_, Keyword.On, _) => Named(line, ScriptCompletionKind.Name, contracts.Events.Keys),
            (Keyword.Wait, _, 1) => Keywords(line, ["until", "for"]),
            (Keyword.Send, _, 1) => Named(line, ScriptCompletionKind.Name, ["sms", "email"]),
            (Keyword.Send, _, 2) => Named(line, ScriptCompletionKind.Name, contracts.Templates?.Keys ?? []),
            (Keyword.Step or Keyword.Script or Keyword.On or Keyword.Starts, _, _) or (_, Keyword.As, _) => [],
            (Keyword.Set, _, 1) => [.. Slots(document, line)],
            _ => Values(document, line),
        };
    }

    private static IEnumerable<string> Options(Keyword statement) => statement switch
    {
        Keyword.Slot => ["private"],
        Keyword.Step => ["anytime"],
        Keyword.Say => ["audio"],
        Keyword.Note => ["kb"],
        Keyword.Ask => ["silence", "wrong", "from", "by", "audio"],
        Keyword.Accept => ["otherwise"],
        Keyword.Confirm => ["no ->"],
        Keyword.Do => ["else ->", "late"],
        Keyword.Call => ["queue", "refused ->", "unreached ->", "machine ->"],
        Keyword.Transfer => ["after", "taken ->"],
        Keyword.Wait => ["within", "on", "late"],
        Keyword.Set => ["otherwise"],
        _ => [],
    };

    private static ImmutableArray<ScriptCompletion> Values(ScriptDocument document, LineBefore line)
    {
        if (line.Chain is [var head, ..] chain)
        {
            return Fields(document, line, head, chain.AsSpan(1));
        }

        if (line.Last.Keyword is Keyword.Is or Keyword.In && line.TextOf(line.BeforeLast) is { } compared && SlotOf(document, compared)?.Type is { Kind: ScriptKind.Choice } type)
        {
            return Named(line, ScriptCompletionKind.Choice, type.Names);
        }

        return
        [
            .. Slots(document, line),
            .. document.Contracts.Givens.OrderBy(static given => given.Key, StringComparer.Ordinal).Select(given => new ScriptCompletion(given.Key, ScriptCompletionKind.Slot, Hovers.Written(given.Value), line.Word)),
            .. Keywords(line, ["not", .. Functions.Called]),
        ];
    }

    private static ImmutableArray<ScriptCompletion> Fields(ScriptDocument document, LineBefore line, string head, ReadOnlySpan<string> fields)
    {
        var type = SlotOf(document, head)?.Type ?? document.Contracts.Givens.GetValueOrDefault(head);
        foreach (var field in fields)
        {
            type = type is { HasFields: true } && type.IndexOf(field) is >= 0 and var place ? type.Fields[place].Type : null;
        }

        return type is null
            ? []
            :
            [
                .. type.Fields.Select(field => new ScriptCompletion(field.Name, ScriptCompletionKind.Field, Hovers.Written(field.Type), line.Word)),
                .. Functions.PartsOf(type.Kind).Select(part => new ScriptCompletion(part, ScriptCompletionKind.Field, "", line.Word)),
            ];
    }

    private static ImmutableArray<ScriptCompletion> Actions(ScriptDocument document, LineBefore line) =>
        [.. document.Contracts.Actions.Values.OrderBy(static action => action.Name, StringComparer.Ordinal).Select(action => new ScriptCompletion(action.Name, ScriptCompletionKind.Action, Hovers.Signature(action), line.DottedWord))];

    private static ImmutableArray<ScriptCompletion> Types(ScriptDocument document, LineBefore line) =>
        [.. TypeParser.Words.Concat(document.Contracts.Records.Keys.Order(StringComparer.Ordinal)).Select(type => new ScriptCompletion(type, ScriptCompletionKind.Type, "", line.Word))];

    private static IEnumerable<ScriptCompletion> Slots(ScriptDocument document, LineBefore line) =>
        document.Bound.Slots.OrderBy(static slot => slot.Name, StringComparer.Ordinal).Select(slot => new ScriptCompletion(slot.Name, ScriptCompletionKind.Slot, Hovers.Written(slot.Type), line.Word));

    private static IEnumerable<ScriptCompletion> Steps(ScriptDocument document, LineBefore line) =>
        document.Syntax.Steps.Where(static step => !step.Name.IsMissing).Select(step => new ScriptCompletion(
            step.Name.Text, ScriptCompletionKind.Step, step.Title is { } title ? document.Source.Slice(title.Raw).ToString() : "", line.Word));

    private static SlotSymbol? SlotOf(ScriptDocument document, string name) => document.Bound.Slots.FirstOrDefault(slot => slot.Name == name);

    private static ImmutableArray<ScriptCompletion> Keywords(LineBefore line, IEnumerable<string> words) => Named(line, ScriptCompletionKind.Keyword, words);

    private static ImmutableArray<ScriptCompletion> Named(LineBefore line, ScriptCompletionKind kind, IEnumerable<string> names) =>
        [.. names.Where(static name => name.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(name => new ScriptCompletion(name, kind, "", line.Word))];
}
