using System.Collections.Immutable;
using System.Globalization;
using ContactCenter.Channels;
using ContactCenter.Configuration;
using ContactCenter.Routing;
using ContactCenter.Scripting;

namespace ContactCenter.Scripts;

/// <summary>What the center tells scripts of a conversation: who writes by what, who serves, what is open. Only what a program reads is looked up.</summary>
internal sealed class ScriptFacts(LiveConfiguration configuration)
{
    /// <summary>What is known when a run begins: the conversation, and its parameters.</summary>
    public ImmutableArray<ScriptFact> AtBegin(ScriptProgram program, ScriptPlace at, string? language, ImmutableDictionary<string, string> given, DateTimeOffset now)
    {
        var known = new Dictionary<string, string>(given, StringComparer.Ordinal)
        {
            ["session.channel"] = at.Channel.Value,
            ["session.language"] = language ?? "",
            ["session.served"] = at.Agent is null ? "no" : "yes",
            ["customer.language"] = language ?? "",
        };
        if (at is { AddressKind: { } kind, Address: { } address })
        {
            if (kind == AddressKind.Phone)
            {
                known["session.from"] = known["customer.phone"] = address;
            }
            else if (kind == AddressKind.Mail)
            {
                known["customer.email"] = address;
            }
        }

        if (at.Agent is { } agent)
        {
            (known["agent.id"], known["agent.name"]) = (agent.Value, at.AgentName);
        }

        AddHours(program, known, now);
        return Of(program, known, static _ => true);
    }

    /// <summary>What changes while a run goes on: the hours, and who serves.</summary>
    public ImmutableArray<ScriptFact> AtStep(ScriptProgram program, (AgentId Id, string Name)? agent, DateTimeOffset now)
    {
        if (program.Facts.IsEmpty)
        {
            return [];
        }

        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        AddHours(program, known, now);
        if (agent is { } serving)
        {
            known["agent.id"] = serving.Id.Value;
            known["agent.name"] = serving.Name;
            known["session.served"] = "yes";
        }

        return Of(program, known, name => known.Keys.Any(key => key == name || key.StartsWith(name + ".", StringComparison.Ordinal)));
    }

    private static ImmutableArray<ScriptFact> Of(ScriptProgram program, Dictionary<string, string> known, Func<string, bool> wanted) =>
        [.. program.Facts.Where(fact => wanted(fact.Name)).Select(fact => new ScriptFact(fact.Name, Value(fact.Name, fact.Type, known))).Where(static fact => !fact.Value.IsEmpty)];

    /// <summary>A value, or a record of values below its name; nothing where what it must have is not known.</summary>
    private static ScriptValue Value(string name, ScriptType type, Dictionary<string, string> known)
    {
        if (known.TryGetValue(name, out var text))
        {
            return ScriptValue.TryParse(type, text, out var value) ? value : default;
        }

        if (type.Kind != ScriptKind.Record)
        {
            return default;
        }

        var fields = type.Fields.Select(field => Value($"{name}.{field.Name}", field.Type, known)).ToArray();
        return fields.All(static field => field.IsEmpty) || type.Fields.Where((field, at) => !field.IsOptional && fields[at].IsEmpty).Any() ? default : ScriptValue.Record(type, fields);
    }

    private void AddHours(ScriptProgram program, Dictionary<string, string> known, DateTimeOffset now)
    {
        var asked = program.Facts.Where(static fact => fact.Name.StartsWith("hours", StringComparison.Ordinal)).ToList();
        if (asked.Count == 0)
        {
            return;
        }

        foreach (var (id, calendar) in configuration.Current.Options.Calendars)
        {
            if (asked.Any(fact => fact.Name == "hours" || fact.Name.StartsWith($"hours.{id}", StringComparison.Ordinal))
                && CalendarTexts.Read(id, calendar, id, new FaultList()) is { } settings)
            {
                var (isOpen, next) = CalendarClock.At(settings, now);
                known[$"hours.{id}.open"] = isOpen ? "yes" : "no";
                if (next is { } change)
                {
                    known[$"hours.{id}.next"] = change.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
                }
            }
        }
    }
}
