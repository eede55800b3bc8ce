using System.Collections.Immutable;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting;

/// <summary>Reads a file of contracts line by line; a line that is wrong has one diagnostic and the next is read as if nothing had been.</summary>
internal sealed class ContractsParser
{
    private static readonly string[] Words = ["record", "event", "action", "queue", "hours", "template", "article", "audio", "script"];
    private static readonly string[] ActionWords = ["repeatable", "irreversible", "within"];

    private readonly SourceText _source;
    private readonly FaultList _faults = new();
    private readonly TokenCursor _tokens;
    private readonly TypeParser _types;
    private readonly LiteralParser _literals;
    private readonly ContractsBuilder _builder;

    private ContractsParser(SourceText source)
    {
        _source = source;
        _tokens = new TokenCursor(source.Text, _faults, new NameTable());
        _literals = new LiteralParser(_tokens);
        _types = new TypeParser(_tokens, _literals);
        _builder = new ContractsBuilder(_faults);
    }

    /// <summary>What a file declares, and what is wrong with it.</summary>
    public static (ScriptContracts Contracts, ImmutableArray<Diagnostic> Diagnostics) Parse(SourceText source)
    {
        var parser = new ContractsParser(source);
        parser.Lines();
        var contracts = parser._builder.Build();
        return (contracts, parser._faults.ToImmutable());
    }

    /// <summary>What something takes, as it stands between its brackets; empty for nothing.</summary>
    public static (ImmutableArray<ScriptTypeField> Fields, ImmutableArray<Diagnostic> Diagnostics) ParseFields(SourceText source)
    {
        var parser = new ContractsParser(source);
        var line = source.LineAt(1);
        parser._tokens.Load(line.Start, line.End, inHole: false);
        parser._faults.BeginLine();
        var written = parser._tokens.AtEnd ? [] : parser.FieldList();
        if (!parser._tokens.AtEnd)
        {
            parser._tokens.Report(WritingCodes.StrayWords, parser._tokens.Slice(parser._tokens.Current).ToString());
        }

        foreach (var twice in written.GroupBy(static field => field.Name.Text).Where(static group => group.Count() > 1))
        {
            parser._faults.Report(NameCodes.RepeatedSlot, twice.Last().Name.Range, twice.Key, "1");
        }

        return (parser._builder.FieldsOf(written), parser._faults.ToImmutable());
    }

    private void Lines()
    {
        for (var number = 1; number <= _source.LineCount; number++)
        {
            var line = _source.LineAt(number);
            _tokens.Load(line.Start, line.End, inHole: false);
            _faults.BeginLine();
            if (!_tokens.AtEnd)
            {
                Line();
                if (!_tokens.AtEnd)
                {
                    _tokens.Report(WritingCodes.StrayWords, _tokens.Slice(_tokens.Current).ToString());
                }
            }
        }
    }

    private void Line()
    {
        var word = _tokens.Current;
        var written = _tokens.Slice(word).ToString();
        _tokens.Skip();
        switch (written)
        {
            case "record":
                Record();
                break;
            case "event":
                var name = _tokens.DottedName("the event");
                _builder.Events.Add((name, Gives()));
                break;
            case "action":
                Action();
                break;
            case "queue":
                Names(_builder.Queues, "a queue");
                break;
            case "hours":
                Names(_builder.Calendars, "opening hours");
                break;
            case "template":
                Templates();
                break;
            case "article":
                Names(_builder.Articles, "an article of the knowledge base");
                break;
            case "audio":
                Names(_builder.Audio, "a recorded prompt");
                break;
            case "script":
                var script = _tokens.Name("the script");
                _builder.Scripts.Add((script, Fields()));
                break;
            default:
                _faults.Report(WritingCodes.UnknownStatement, word.Range, written, NearestWord.Hint(written, Words));
                _tokens.SkipToEnd();
                break;
        }
    }

    /// <summary><c>record NAME(fields)</c> or <c>record NAME = other</c></summary>
    private void Record()
    {
        var name = _tokens.Name("the record");
        if (_tokens.Accept(TokenKind.Equal))
        {
            _builder.Aliases.Add((name, _tokens.Name("another record")));
        }
        else
        {
            _builder.Records.Add((name, Fields()));
        }
    }

    /// <summary><c>action NAME(fields) [gives type] {, repeatable | irreversible | within DURATION}</c></summary>
    private void Action()
    {
        var name = _tokens.DottedName("the action");
        var action = new WrittenAction { Name = name, Parameters = Fields(), Result = Gives() };
        while (_tokens.Accept(TokenKind.Comma))
        {
            var word = _tokens.Current;
            var written = _tokens.Slice(word).ToString();
            _tokens.Skip();
            switch (written)
            {
                case "repeatable":
                    action.IsRepeatable = true;
                    break;
                case "irreversible":
                    action.IsIrreversible = true;
                    break;
                case "within":
                    action.Timeout = _literals.ExpectDuration()?.Value;
                    break;
                default:
                    _faults.Report(WritingCodes.UnknownOption, word.Range, written, "action", NearestWord.Hint(written, ActionWords));
                    break;
            }
        }

        _builder.Actions.Add(action);
    }

    /// <summary><c>(name: type [optional], ..)</c>; nothing is an empty list.</summary>
    private ImmutableArray<WrittenField> Fields()
    {
        if (!_tokens.Accept(TokenKind.Open) || _tokens.Accept(TokenKind.Close))
        {
            return [];
        }

        var list = FieldList();
        _tokens.Expect(TokenKind.Close, ")");
        return list;
    }

    private ImmutableArray<WrittenField> FieldList()
    {
        var fields = ImmutableArray.CreateBuilder<WrittenField>();
        do
        {
            var name = _tokens.Name("the value");
            var type = _tokens.Expect(TokenKind.Colon, ":") ? _types.Parse() : null;
            var isOptional = _tokens.Slice(_tokens.Current) is "optional";
            if (isOptional)
            {
                _tokens.Skip();
            }

            fields.Add(new WrittenField(name, type, isOptional));
        }
        while (_tokens.Accept(TokenKind.Comma));
        return fields.DrainToImmutable();
    }

    /// <summary><c>gives type</c> or <c>gives (fields)</c>.</summary>
    private WrittenResult? Gives()
    {
        if (_tokens.Slice(_tokens.Current) is not "gives")
        {
            return null;
        }

        _tokens.Skip();
        return _tokens.Kind == TokenKind.Open ? new WrittenResult(null, Fields()) : new WrittenResult(_types.Parse(), []);
    }

    /// <summary><c>template PATH[(fields)], ..</c></summary>
    private void Templates()
    {
        do
        {
            if (_tokens.Path("a template") is { IsMissing: false } name)
            {
                _builder.Templates.Add((name, Fields()));
            }
        }
        while (_tokens.Accept(TokenKind.Comma));
    }

    private void Names(List<string> to, string of)
    {
        do
        {
            if (_tokens.Path(of) is { IsMissing: false } name)
            {
                to.Add(name.Text);
            }
        }
        while (_tokens.Accept(TokenKind.Comma));
    }
}

/// <summary>A value with its type as written.</summary>
internal readonly record struct WrittenField(NameSyntax Name, TypeSyntax? Type, bool IsOptional);

/// <summary>What is given: a type, or a record by its fields.</summary>
internal sealed class WrittenResult(TypeSyntax? type, ImmutableArray<WrittenField> fields)
{
    public TypeSyntax? Type { get; } = type;

    public ImmutableArray<WrittenField> Fields { get; } = fields;
}

/// <summary>An action as written.</summary>
internal sealed class WrittenAction
{
    public required NameSyntax Name { get; init; }

    public required ImmutableArray<WrittenField> Parameters { get; init; }

    public WrittenResult? Result { get; init; }

    public bool IsRepeatable { get; set; }

    public bool IsIrreversible { get; set; }

    public TimeSpan? Timeout { get; set; }
}
