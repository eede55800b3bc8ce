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
        var links = EntryLinks.None;
        var last = 0L;
        for (var left = input.Expect(5, "the links"); left > 0; left--)
        {
            var key = input.Natural("a link");
            if (key <= last)
            {
                throw input.Fault("links out of order or doubled");
            }

            last = key;
            links = key switch
            {
                Interaction => links with { Interaction = new InteractionId(input.Uuid("the interaction")) },
                Session => links with { Session = new SessionId(input.Uuid("the session")) },
                Customer => links with { Customer = new CustomerId(input.Uuid("the customer")) },
                Agent => links with { Agent = new AgentId(input.Text("the agent")) },
                Asset => links with { Asset = new AssetId(input.Uuid("the asset")) },
                Case => links with { Case = new CaseId(input.Uuid("the case")) },
                _ => throw input.Fault($"link {key} is unknown"),
            };
        }

        return links;
    }
}
