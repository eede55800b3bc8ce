// <Strategy>
using System.Collections.Immutable;
using ContactCenter;
using ContactCenter.Routing;

namespace Acme.Routing;

/// <summary>Specialists before generalists: whoever has the fewest skills besides those needed, and of those the one with the fewest items in hand.</summary>
public sealed class SpareTheGeneralists : AgentStrategy
{
    public override string Name => "spare-the-generalists";

    public override long RankOf(ImmutableArray<SkillLevel> skills, ImmutableArray<SkillLevel> required, ImmutableArray<SkillLevel> preferred) => -skills.Length;

    public override long KeyOf(AgentFacts agent) => agent.Items;
}
// </Strategy>

internal static class Routers
{
    public static RouterRun Carry(RouterCommand command, DateTimeOffset now)
    {
// <Router>
var state = new RouterState(new SpareTheGeneralists());
var run = RouterMachine.Run(state, new RouterInput(Guid.CreateVersion7(now), null, command), now); // run.Records are to be kept before anybody sees them
// </Router>
        return run;
    }
}
