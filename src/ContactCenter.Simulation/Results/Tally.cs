namespace ContactCenter.Simulation;

/// <summary>What is counted of one contact type in one interval of one day. Times in seconds.</summary>
internal struct Tally
{
    public int Arrived;
    public int Served;
    public int ServedInTime;
    public int Abandoned;
    public int ShortAbandoned;
    public int AbandonedInTime;
    public int Refused;
    public double Wait;
    public double ServedWait;
    public double LongestWait;
    public double Handling;

    public void Count(in Contact contact, ServiceLevelGoal goal) => Count(contact.Fate, contact.Wait / 1000.0, contact.Handling / 1000.0, goal);

    public void Count(ContactFate fate, double wait, double handling, ServiceLevelGoal goal)
    {
        Arrived++;
        Wait += wait;
        LongestWait = Math.Max(LongestWait, wait);
        switch (fate)
        {
            case ContactFate.Served:
                Served++;
                ServedWait += wait;
                Handling += handling;
                ServedInTime += wait <= goal.Within.TotalSeconds ? 1 : 0;
                break;
            case ContactFate.Abandoned:
                Abandoned++;
                ShortAbandoned += wait < goal.ShortAbandon.TotalSeconds ? 1 : 0;
                AbandonedInTime += wait <= goal.Within.TotalSeconds ? 1 : 0;
                break;
            case ContactFate.Refused or ContactFate.EndedByRouter:
                Refused++;
                break;
        }
    }

    public void Add(in Tally other)
    {
        Arrived += other.Arrived;
        Served += other.Served;
        ServedInTime += other.ServedInTime;
        Abandoned += other.Abandoned;
        ShortAbandoned += other.ShortAbandoned;
        AbandonedInTime += other.AbandonedInTime;
        Refused += other.Refused;
        Wait += other.Wait;
        ServedWait += other.ServedWait;
        LongestWait = Math.Max(LongestWait, other.LongestWait);
        Handling += other.Handling;
    }

    /// <summary>Whom a formula divides by.</summary>
    public readonly double Denominator(ServiceLevelFormula formula) => formula switch
    {
        ServiceLevelFormula.Served => Served,
        ServiceLevelFormula.WithoutShortAbandons => Arrived - ShortAbandoned,
        ServiceLevelFormula.LateAbandons => Arrived - AbandonedInTime,
        _ => Arrived,
    };
}
