"""What training wrote, with a model card."""
