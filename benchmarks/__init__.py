"""How fast it is: each module measures one thing and says on which machine."""
