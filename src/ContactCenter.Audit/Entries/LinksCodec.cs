using ContactCenter.Journal;

namespace ContactCenter.Audit;

/// <summary>The links of an entry as a map from small numbers; an absent link has no member.</summary>
internal static class LinksCodec
{
    private const int Interaction = 1, Session = 2, Customer = 3, Agent = 4, Asset = 5, Case = 6;

    public static void Write(EntryLinks links, CborOutput output)
    {
        var (start, count) = (output.Length, 0UL);
        Uuid(Interaction, links.Interaction?.Value);
        Uuid(Session, links.Session?.Value);
        Uuid(Customer, links.Customer?.Value);
        if (links.Agent is { } agent)
        {
            output.Int(Agent);
            output.Text(agent.Value);
            count++;
        }

        Uuid(Asset, links.Asset?.Value);
        Uuid(Case, links.Case?.Value);
        output.InsertHead(start, 5, count);

        void Uuid(int key, Guid? value)
        {
            if (value is { } uuid)
            {
                output.Int(key);
                output.Uuid(uuid);
                count++;
            }
        }
    }

    public static EntryLinks Read(ref CborInput input)
    {
        Guid? interaction = null, session = null, customer = null, asset = null, matter = null;
        string? agent = null;
        var last = 0L;
        for (var left = input.Expect(5, "the links"); left > 0; left--)
        {
            switch (last = Next(ref input, last))
            {
                case Interaction:
                    interaction = input.Uuid("the interaction");
                    break;
                case Session:
                    session = input.Uuid("the session");
                    break;
                case Customer:
                    customer = input.Uuid("the customer");
                    break;
                case Agent:
                    agent = input.Text("the agent");
                    break;
                case Asset:
                    asset = input.Uuid("the asset");
                    break;
                default:
                    matter = input.Uuid("the case");
                    break;
            }
        }

        return last == 0 ? EntryLinks.None : new EntryLinks
        {
            Interaction = interaction is { } i ? new InteractionId(i) : null,
            Session = session is { } s ? new SessionId(s) : null,
            Customer = customer is { } c ? new CustomerId(c) : null,
            Agent = agent is null ? null : new AgentId(agent),
            Asset = asset is { } a ? new AssetId(a) : null,
            Case = matter is { } m ? new CaseId(m) : null,
        };
    }

    /// <summary>Reads over the links and refuses what <see cref="Read"/> does, and an agent's id that is none.</summary>
    public static void Check(ref CborInput input)
    {
        var last = 0L;
        for (var left = input.Expect(5, "the links"); left > 0; left--)
        {
            last = Next(ref input, last);
            if (last == Agent)
            {
                input.Key("the agent");
            }
            else
            {
                input.Uuid("a link");
            }
        }
    }

    private static long Next(ref CborInput input, long last)
    {
        var key = input.Natural("a link");
        return key is < Interaction or > Case ? throw input.Fault($"link {key} is unknown")
            : key <= last ? throw input.Fault("links out of order or doubled")
            : key;
    }
}
