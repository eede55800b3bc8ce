using System.Text;
using ContactCenter.Journal;

namespace ContactCenter.Audit.Sqlite;

/// <summary>The names the index gives small numbers to: a letter for what it is, then the id. Numbers go up as names appear, so what is used together lies together.</summary>
internal static class IndexNames
{
    public static IndexName VersionedMachine(MachineId machine) => new('v', default, machine.Kind, machine.Key);

    public static IndexName UnversionedMachine(MachineId machine) => new('u', default, machine.Kind, machine.Key);

    public static IndexName Kind(string kind) => new('k', default, kind);

    public static IndexName Agent(AgentId agent) => new('a', default, agent.Value);

    /// <summary>The id behind a name that is text.</summary>
    public static string Text(ReadOnlySpan<byte> name) => Encoding.UTF8.GetString(name[1..]);

    /// <summary>All links of an entry, but for its agent.</summary>
    public static void Add(EntryLinks links, List<IndexName> names)
    {
        Add('i', links.Interaction?.Value);
        Add('s', links.Session?.Value);
        Add('c', links.Customer?.Value);
        Add('o', links.Asset?.Value);
        Add('f', links.Case?.Value);

        void Add(char type, Guid? value)
        {
            if (value is { } id)
            {
                names.Add(new IndexName(type, id));
            }
        }
    }

    /// <summary>The link by which a query finds fewest entries; null when it asks for none.</summary>
    public static IndexName? Narrowest(LogQuery query) =>
        query.Session is { } session ? new('s', session.Value)
        : query.Interaction is { } interaction ? new('i', interaction.Value)
        : query.Case is { } matter ? new('f', matter.Value)
        : query.Customer is { } customer ? new('c', customer.Value)
        : query.Asset is { } asset ? new('o', asset.Value)
        : query.Agent is { } agent ? Agent(agent)
        : null;
}
