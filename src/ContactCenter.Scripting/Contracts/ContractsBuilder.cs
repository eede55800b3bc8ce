using System.Collections.Frozen;
using System.Collections.Immutable;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting;

/// <summary>Makes contracts of what a file declares: records may be used above the line that declares them.</summary>
internal sealed class ContractsBuilder(FaultList faults)
{
    private readonly Dictionary<string, ScriptType?> _records = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    public List<(NameSyntax Name, ImmutableArray<WrittenField> Fields)> Records { get; } = [];

    public List<(NameSyntax Name, NameSyntax Other)> Aliases { get; } = [];

    public List<(NameSyntax Name, WrittenResult? Carries)> Events { get; } = [];

    public List<WrittenAction> Actions { get; } = [];

    public List<(NameSyntax Name, ImmutableArray<WrittenField> Parameters)> Scripts { get; } = [];

    public List<string> Queues { get; } = [];

    public List<string> Calendars { get; } = [];

    public List<(NameSyntax Name, ImmutableArray<WrittenField> Parameters)> Templates { get; } = [];

    public List<string> Articles { get; } = [];

    public List<string> Audio { get; } = [];

    public ScriptContracts Build()
    {
        foreach (var given in GivenValues.Records)
        {
            _records[given.Name!] = given;
        }

        foreach (var (name, _) in Records)
        {
            Find(name);
        }

        foreach (var (name, _) in Aliases)
        {
            Find(name);
        }

        var events = new Dictionary<string, ScriptType?>(GivenValues.Events, StringComparer.Ordinal);
        foreach (var (name, carries) in Events)
        {
            events[name.Text] = TypeOf(carries, Last(name.Text));
        }

        var actions = new Dictionary<string, ActionContract>(StringComparer.Ordinal);
        foreach (var action in Actions)
        {
            actions[action.Name.Text] = new ActionContract(action.Name.Text, FieldsOf(action.Parameters), TypeOf(action.Result, action.Name.Text.Split('.')[0]))
            {
                IsRepeatable = action.IsRepeatable,
                IsIrreversible = action.IsIrreversible,
                Timeout = action.Timeout ?? TimeSpan.FromSeconds(10),
            };
        }

        return new ScriptContracts
        {
            Actions = actions.ToFrozenDictionary(StringComparer.Ordinal),
            Records = _records.Where(static record => record.Value is not null).ToFrozenDictionary(static record => record.Key, static record => record.Value!, StringComparer.Ordinal),
            Events = events.ToFrozenDictionary(StringComparer.Ordinal),
            Givens = GivenValues.Standard(Calendars.Distinct(StringComparer.Ordinal)),
            Scripts = Scripts.DistinctBy(static script => script.Name.Text).ToFrozenDictionary(static script => script.Name.Text, script => FieldsOf(script.Parameters), StringComparer.Ordinal),
            Queues = SetOf(Queues),
            Templates = Templates.Count == 0 ? null : Templates.DistinctBy(static template => template.Name.Text)
                .ToFrozenDictionary(static template => template.Name.Text, template => new TemplateContract(template.Name.Text, FieldsOf(template.Parameters)), StringComparer.Ordinal),
            Articles = SetOf(Articles),
            Audio = SetOf(Audio),
        };
    }

    /// <summary>Values with their types; what has no type, or is there twice, is left out.</summary>
    public ImmutableArray<ScriptTypeField> FieldsOf(ImmutableArray<WrittenField> fields)
    {
        var known = ImmutableArray.CreateBuilder<ScriptTypeField>();
        foreach (var field in fields.Take(ScriptValueLimits.MaxFields))
        {
            if (ScriptType.IsName(field.Name.Text) && !known.Any(one => one.Name == field.Name.Text) && WrittenTypes.TypeOf(field.Type, record => Find(record.Name)) is { } type)
            {
                known.Add(new ScriptTypeField(field.Name.Text, type, field.IsOptional));
            }
        }

        return known.ToImmutable();
    }

    /// <summary>What a file names none of is not known here.</summary>
    private static FrozenSet<string>? SetOf(List<string> names) => names.Count == 0 ? null : names.ToFrozenSet(StringComparer.Ordinal);

    private static string Last(string dotted) => dotted[(dotted.LastIndexOf('.') + 1)..];

    private ScriptType? TypeOf(WrittenResult? result, string recordName) =>
        result is null ? null
        : result.Type is not null ? WrittenTypes.TypeOf(result.Type, record => Find(record.Name))
        : result.Fields.IsEmpty ? null
        : RecordOf(recordName, FieldsOf(result.Fields));

    /// <summary>Null where the name is too long, or records and lists stand too deep in one another.</summary>
    private static ScriptType? RecordOf(string name, ImmutableArray<ScriptTypeField> fields) =>
        ScriptType.IsName(name) && fields.All(static field => field.Type.Depth < ScriptValueLimits.MaxDepth) ? ScriptType.Record(name, fields.AsSpan()) : null;

    private ScriptType? Find(NameSyntax name)
    {
        if (_records.TryGetValue(name.Text, out var known))
        {
            return known;
        }

        faults.BeginLine();
        if (!_open.Add(name.Text))
        {
            faults.Report(TypeCodes.UnknowableType, name.Range, name.Text);
            return null;
        }

        ScriptType? made = null;
        if (Records.Find(record => record.Name.Text == name.Text) is { Fields: { IsDefault: false } fields })
        {
            made = RecordOf(name.Text, FieldsOf(fields));
        }
        else if (Aliases.FindIndex(alias => alias.Name.Text == name.Text) is var alias and >= 0 && !Aliases[alias].Other.IsMissing)
        {
            made = Find(Aliases[alias].Other);
        }
        else if (!name.IsMissing)
        {
            faults.Report(NameCodes.UnknownRecord, name.Range, name.Text, NearestWord.Hint(name.Text, Records.Select(static record => record.Name.Text).Concat(GivenValues.Records.Select(static given => given.Name!))));
        }

        _open.Remove(name.Text);
        return _records[name.Text] = made;
    }
}
