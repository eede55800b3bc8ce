using ContactCenter.Channels;

namespace ContactCenter.Routing.Tests.Model;

// Campaigns, their lists and what becomes of their lines.
internal sealed partial class Tape
{
    private static readonly string[] Campaigns = ["autumn", "spring", "winter"];
    private int _contacts;

    private static IEnumerable<RouterCommand> OpeningCampaigns()
    {
        yield return new RouterCommand.SetQueue(new QueueSettings { Id = new("dials"), AutoAccept = true, Band = QueueBand.Background, WrapUp = TimeSpan.FromSeconds(3) });
        yield return new RouterCommand.SetQueue(new QueueSettings { Id = new("gas-dials"), AutoAccept = true, Skills = [Desk.Skill("gas", 3)] });
        yield return new RouterCommand.SetQueue(new QueueSettings { Id = new("previews"), OfferTimeout = TimeSpan.FromSeconds(4) });
        foreach (var campaign in Campaigns)
        {
            yield return new RouterCommand.SetCampaign(Campaign(campaign, 0));
        }
    }

    private RouterCommand CampaignCommand(RouterState state, int kind, byte a, byte b, DateTimeOffset now)
    {
        var campaign = new CampaignId(Campaigns[a % 3]);
        return kind switch
        {
            40 or 41 or 42 => new RouterCommand.AddContact(campaign, NewContact(b, now)),
            43 when b % 8 == 0 => new RouterCommand.WithdrawContact(campaign, state.ContactsOf(campaign).Select(contact => contact.Contact.Id).FirstOrDefault()),
            44 when b % 8 == 0 => new RouterCommand.RemoveCampaign(campaign),
            44 => new RouterCommand.SetCampaign(Campaign(campaign.Value, b)),
            45 => b % 4 == 0 ? new RouterCommand.PauseCampaign(campaign) : new RouterCommand.ResumeCampaign(campaign),
            46 when b % 4 == 0 => new RouterCommand.SetQueue(new QueueSettings
            {
                Id = new("dials"), AutoAccept = b % 8 != 4, Band = QueueBand.Background, Skills = b % 3 == 0 ? [Desk.Skill("gas", 1)] : [], Calendar = b % 32 == 8 ? new("hours") : null,
            }),
            _ => Report(state, a, b),
        };
    }

    private static RouterCommand Report(RouterState state, byte a, byte b)
    {
        var calls = Campaigns.SelectMany(campaign => state.ContactsOf(new(campaign))).Where(contact => contact.Line is not null).ToList();
        if (calls.Count == 0)
        {
            return new RouterCommand.ReportLine(new(DerivedId.From("no line", $"{a}")), (LineOutcome)(b % 6));
        }

        var call = calls[a % calls.Count];
        return new RouterCommand.ReportLine(call.Line!.Value, b % 3 == 0 ? (LineOutcome)(b / 3 % 8) : call.Stage == CallStage.Answered ? LineOutcome.HungUp : LineOutcome.Person);
    }

    private CampaignContact NewContact(byte b, DateTimeOffset now)
    {
        var number = b % 16 == 15 ? _contacts : ++_contacts;
        return Desk.Contact(number) with { NotBefore = b % 5 == 0 ? now.AddSeconds(b) : null, Reference = b == 77 ? new string('x', 201) : "crm" };
    }

    private static CampaignSettings Campaign(string id, int variant) => new()
    {
        Id = new(id),
        Queue = new(id == "autumn" ? "previews" : variant % 5 == 4 ? "gas-dials" : "dials"),
        Mode = id switch { "autumn" => CampaignMode.Preview, "spring" => CampaignMode.Progressive, _ => CampaignMode.Predictive },
        Channel = variant % 16 == 9 ? ChannelKind.Sms : ChannelKind.Voice,
        AbandonedCapPermille = variant % 7 == 6 ? 30 : 50,
        RingTime = TimeSpan.FromSeconds(15 + (variant % 4)),
        AnswerLimit = TimeSpan.FromSeconds(variant % 3),
        MaxLines = variant % 4 == 3 ? 1 : 3,
        MaxAttempts = 1 + (variant % 3),
        MaxContacts = variant % 32 == 31 ? 0 : 5,
        Retries = new() { NoAnswer = TimeSpan.FromMinutes(1), Machine = TimeSpan.FromMinutes(1), Unknown = variant % 2 == 0 ? TimeSpan.FromMinutes(1) : null },
    };
}
