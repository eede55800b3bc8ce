using System.Text;
using ContactCenter.Journal;

namespace ContactCenter.Audit.Sqlite;

/// <summary>The names the index gives small numbers to: a letter for what it is, then the id. Numbers go up as names appear, so what is used together lies together.</summary>
internal static class IndexNames
{
    public static byte[] VersionedMachine(MachineId machine) => Text('v', machine.ToString());

    public static byte[] UnversionedMachine(MachineId machine) => Text('u', machine.ToString());

    public static byte[] Kind(string kind) => Text('k', kind);

    public static byte[] Agent(AgentId agent) => Text('a', agent.Value);

    /// <summary>The id behind a name that is text.</summary>
    public static string Text(ReadOnlySpan<byte> name) => Encoding.UTF8.GetString(name[1..]);

    /// <summary>All links of an entry.</summary>
    public static void Add(EntryLinks links, List<byte[]> names)
    {
        Add('i', links.Interaction?.Value);
        Add('s', links.Session?.Value);
        Add('c', links.Customer?.Value);
        Add('o', links.Asset?.Value);
        Add('f', links.Case?.Value);
        if (links.Agent is { } agent)
        {
            names.Add(Agent(agent));
        }

        void Add(char type, Guid? value)
        {
            if (value is { } id)
            {
                names.Add(Uuid(type, id));
            }
        }
    }

    /// <summary>The link by which a query finds fewest entries; null when it asks for none.</summary>
    public static byte[]? Narrowest(LogQuery query) =>
        query.Session is { } session ? Uuid('s', session.Value)
        : query.Interaction is { } interaction ? Uuid('i', interaction.Value)
        : query.Case is { } matter ? Uuid('f', matter.Value)
        : query.Customer is { } customer ? Uuid('c', customer.Value)
        : query.Asset is { } asset ? Uuid('o', asset.Value)
        : query.Agent is { } agent ? Agent(agent)
        : null;

    private static byte[] Uuid(char type, Guid id)
    {
        var name = new byte[17];
        name[0] = (byte)type;
        id.TryWriteBytes(name.AsSpan(1), bigEndian: true, out _);
        return name;
    }

    private static byte[] Text(char type, string text) => Encoding.UTF8.GetBytes(type + text);
}
