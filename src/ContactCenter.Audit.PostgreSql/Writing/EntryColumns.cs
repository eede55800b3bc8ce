using ContactCenter.Journal;
using Npgsql;
using NpgsqlTypes;

namespace ContactCenter.Audit.PostgreSql;

/// <summary>The entries of a batch column by column, as <c>unnest</c> takes them. Bound to one prepared command; used by one thread at a time.</summary>
internal sealed class EntryColumns
{
    /// <summary>Inserts the entries; <see cref="Parameters"/> are its own, in order.</summary>
    public const string Columns = "position, ordinal, time, versioned, machine, interaction, session, customer, asset, matter, kind, agent, bytes";

    private readonly NpgsqlParameter<long[]> _position = Array<long>(NpgsqlDbType.Bigint);
    private readonly NpgsqlParameter<long[]> _ordinal = Array<long>(NpgsqlDbType.Bigint);
    private readonly NpgsqlParameter<long[]> _time = Array<long>(NpgsqlDbType.Bigint);
    private readonly NpgsqlParameter<bool[]> _versioned = Array<bool>(NpgsqlDbType.Boolean);
    private readonly NpgsqlParameter<Guid[]> _machine = Array<Guid>(NpgsqlDbType.Uuid);
    private readonly NpgsqlParameter<Guid?[]> _interaction = Array<Guid?>(NpgsqlDbType.Uuid);
    private readonly NpgsqlParameter<Guid?[]> _session = Array<Guid?>(NpgsqlDbType.Uuid);
    private readonly NpgsqlParameter<Guid?[]> _customer = Array<Guid?>(NpgsqlDbType.Uuid);
    private readonly NpgsqlParameter<Guid?[]> _asset = Array<Guid?>(NpgsqlDbType.Uuid);
    private readonly NpgsqlParameter<Guid?[]> _matter = Array<Guid?>(NpgsqlDbType.Uuid);
    private readonly NpgsqlParameter<string[]> _kind = Array<string>(NpgsqlDbType.Text);
    private readonly NpgsqlParameter<string?[]> _agent = Array<string?>(NpgsqlDbType.Text);
    private readonly NpgsqlParameter<ReadOnlyMemory<byte>[]> _bytes = Array<ReadOnlyMemory<byte>>(NpgsqlDbType.Bytea);

    /// <summary>In the order of <see cref="Columns"/>.</summary>
    public NpgsqlParameter[] Parameters =>
        [_position, _ordinal, _time, _versioned, _machine, _interaction, _session, _customer, _asset, _matter, _kind, _agent, _bytes];

    public static NpgsqlParameter<T[]> Array<T>(NpgsqlDbType element) => new() { NpgsqlDbType = NpgsqlDbType.Array | element, TypedValue = [] };

    /// <summary>What a machine's rows are found by: 122 bits of its name's hash.</summary>
    public static Guid Machine(MachineId machine) => DerivedId.From("machine", machine.Kind, machine.Key);

    /// <summary>A time in the unit of the log's format: 100 ns since 1970.</summary>
    public static long Ticks(DateTimeOffset time) => time.UtcTicks - DateTime.UnixEpoch.Ticks;

    public void Fill(IReadOnlyList<EncodedEntry> entries, long first)
    {
        var count = entries.Count;
        long[] positions = new long[count], ordinals = new long[count], times = new long[count];
        var (versioned, machines, kinds, agents, bytes) = (new bool[count], new Guid[count], new string[count], new string?[count], new ReadOnlyMemory<byte>[count]);
        Guid?[] interactions = new Guid?[count], sessions = new Guid?[count], customers = new Guid?[count], assets = new Guid?[count], matters = new Guid?[count];
        for (var i = 0; i < count; i++)
        {
            var header = entries[i].Header;
            positions[i] = first + i;
            versioned[i] = header.MachineVersion != Append.AnyVersion;
            ordinals[i] = versioned[i] ? header.MachineVersion : first + i;
            times[i] = Ticks(header.Time);
            machines[i] = Machine(header.Machine);
            interactions[i] = header.Links.Interaction?.Value;
            sessions[i] = header.Links.Session?.Value;
            customers[i] = header.Links.Customer?.Value;
            assets[i] = header.Links.Asset?.Value;
            matters[i] = header.Links.Case?.Value;
            kinds[i] = header.Kind;
            agents[i] = header.Links.Agent?.Value;
            bytes[i] = entries[i].Bytes;
        }

        (_position.TypedValue, _ordinal.TypedValue, _time.TypedValue, _versioned.TypedValue, _machine.TypedValue) = (positions, ordinals, times, versioned, machines);
        (_interaction.TypedValue, _session.TypedValue, _customer.TypedValue, _asset.TypedValue, _matter.TypedValue) = (interactions, sessions, customers, assets, matters);
        (_kind.TypedValue, _agent.TypedValue, _bytes.TypedValue) = (kinds, agents, bytes);
    }
}
